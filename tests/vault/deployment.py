"""The product as it is deployed: two databases of its own, and commands as processes that can be killed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import psycopg
from django.db import connection
from psycopg import sql

from tests.guards.code import ROOT

SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "network.settings.production",
    "SECRET_KEY": "k" * 64,
    "ALLOWED_HOSTS": "network.example",
    "MAIL_FROM": "notices@network.example",
    "VAULT_KEYS": "old-ring-key",
    "LOG_LEVEL": "ERROR",
}


class Database(NamedTuple):
    """One database: its URL, and the file that it is, if it is one."""

    url: str
    file: Path | None = None

    def copy(self, name: str) -> "Database":
        """A whole copy, as a backup would hold it. Nobody may be connected."""
        if self.file is None:
            return _made(name, self.url.rsplit("/", 1)[1])
        copy = self.file.with_name(f"{name}.sqlite3")
        for part in parts_of(self.file):
            shutil.copy(part, f"{copy}{str(part).removeprefix(str(self.file))}")
        return Database(f"sqlite:///{copy}", copy)


class Deployment(NamedTuple):
    """A main database and a key store, as the product's settings name them."""

    main: Database
    keys: Database

    def start(self, *command: str, **changes: str) -> subprocess.Popen:
        """A `manage.py` command of this deployment, running, its output to be read."""
        urls = {"DATABASE_URL": self.main.url, "VAULT_DATABASE_URL": self.keys.url}
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **SETTINGS, **urls, **changes}
        return subprocess.Popen(
            [sys.executable, "manage.py", *command],
            env=environment, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def manage(self, *command: str, **changes: str) -> str:
        """What a command printed; AssertionError with its errors when it failed."""
        process = self.start(*command, **changes)
        said, wrong = process.communicate(timeout=120)
        assert process.returncode == 0, wrong
        return said

    def python(self, code: str, **changes: str) -> str:
        """What this code printed, run inside this deployment."""
        return self.manage("shell", "--no-imports", "-c", code, **changes).strip()


def new_deployment(folder: Path) -> Deployment:
    """Two fresh databases of the suite's kind: the suite's own tables, and a key store that only migrate made."""
    if connection.vendor == "postgresql":
        template = connection.settings_dict["NAME"]
        connection.close()
        found = Deployment(_made("drill_main", template), _made("drill_keys", "template1"))
    else:
        main, keys = folder / "main.sqlite3", folder / "keys.sqlite3"
        with sqlite3.connect(main) as copy:
            connection.connection.backup(copy)
        found = Deployment(Database(f"sqlite:///{main}", main), Database(f"sqlite:///{keys}", keys))
    found.manage("migrate", "vault", "--database", "keys", "--verbosity", "0")
    found.python("from django.db import connection as c; c.cursor().execute('DROP TABLE vault_key')")
    return found


def parts_of(file: Path) -> list[Path]:
    """The file of a SQLite database and what stands beside it."""
    return [part for part in (Path(f"{file}{end}") for end in ("", "-wal", "-shm")) if part.exists()]


def drop_all() -> None:
    """Take away the PostgreSQL databases that the drills made."""
    if connection.vendor == "postgresql":
        for name in ("main", "keys", "backup", "snapshot"):
            _server("DROP DATABASE IF EXISTS {} WITH (FORCE)", _own(f"drill_{name}"))


def _made(name: str, template: str) -> Database:
    _server("DROP DATABASE IF EXISTS {} WITH (FORCE)", _own(name))
    _server("CREATE DATABASE {} TEMPLATE {}", _own(name), template)
    return Database(_url(_own(name)))


def _own(name: str) -> str:
    """Each worker of the suite has databases of its own."""
    return f"{connection.settings_dict['NAME']}_{name}"


def _url(name: str) -> str:
    at = connection.settings_dict
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT'] or 5432}/{name}"


def _server(statement: str, *names: str) -> None:
    with psycopg.connect(_url("postgres"), autocommit=True) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
