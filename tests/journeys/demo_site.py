"""The demo network on a port of its own: loaded once, copied for whoever wants to write in it, ended by its pid."""

import fcntl
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 40  # seconds


class Site(NamedTuple):
    """A running demo and the folder that it keeps its data in."""

    url: str
    var: Path

    def ask(self, query: str, *values) -> list[tuple]:
        """Read the site's own database, to learn who of the demo people fits a part."""
        with sqlite3.connect(self.var / "network.sqlite3") as database:
            return database.execute(query, values).fetchall()


def environment(var: Path) -> dict[str, str]:
    """The demo's settings on this folder, whatever the suite itself runs on."""
    own = {"NETWORK_VAR": str(var), "DJANGO_SETTINGS_MODULE": "network.settings.demo", "LOG_LEVEL": "WARNING"}
    theirs = ("DATABASE_URL", "VAULT_DATABASE_URL")
    return {**{name: value for name, value in os.environ.items() if name not in theirs}, **own}


def loaded(folder: Path) -> Path:
    """The folder of a loaded demo; whoever comes first loads it, others wait."""
    var = folder / "demo-var"
    with (folder / "demo-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (var / "ready").exists():
            shutil.rmtree(var, ignore_errors=True)
            var.mkdir()
            for command in ("migrate", "load_demo"):
                _manage(var, command)
            (var / "ready").touch()
    return var


def _manage(var: Path, command: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", command, "--verbosity", "0"],
        cwd=ROOT, env=environment(var), capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)


@contextmanager
def running(var: Path) -> Iterator[Site]:
    """Serve this folder until the block ends."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "network.wsgi", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*command, "--workers", "1", "--threads", "4", "--log-level", "warning"],
        cwd=ROOT,
        env=environment(var),
    )
    try:
        site = Site(f"http://127.0.0.1:{port}", var)
        _wait_for(site.url, server)
        yield site
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen) -> None:
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends and server.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/robots.txt", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the demo server did not start")
