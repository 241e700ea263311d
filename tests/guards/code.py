"""Walks our own code, for guards that read it."""

import importlib
import pkgutil

import cms
import network
import payments


def our_modules():
    """Every module of ours that can be imported without side effects."""
    for package in (network, payments, cms):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(part in found.name for part in (".migrations", ".settings", ".management", ".asgi", ".wsgi")):
                yield importlib.import_module(found.name)
