"""Every write about experts. Callers import the verbs from here."""

from network.experts.services.joining import create_profile

__all__ = ["create_profile"]
