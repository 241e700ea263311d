import os
import shutil
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

# A passkey belongs to a name: browsers refuse one for a bare address.
HOST = "localhost"
FIRST_PORT, LAST_PORT = 8000, 8020


class Command(BaseCommand):
    help = "Run the demo network: database, demo people, web and worker. Ctrl-C ends all of it and keeps the data."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=FIRST_PORT, help="first port to try")
        parser.add_argument("--reset", action="store_true", help="begin anew: forget everything in var/")

    def handle(self, port, reset, **options):
        if not getattr(settings, "DEMO", False):
            raise CommandError("This would create demo people. Use network.settings.demo.")
        if reset:
            self._forget()
        self._prepare()
        port = self._free_port(port)
        address = f"http://{HOST}:{port}"
        # Links in mail carry the address, so both children must know which port it became.
        os.environ |= {"NETWORK_URL": address, "DJANGO_SETTINGS_MODULE": "network.settings.demo"}
        children = [self._start_web(port), self._start_worker()]
        self._greet(address)
        self._wait(children)

    def _forget(self):
        for database in ("network.sqlite3", "keys.sqlite3"):
            for part in ("", "-wal", "-shm"):
                (settings.VAR / f"{database}{part}").unlink(missing_ok=True)
        (settings.VAR / "moved-clock").unlink(missing_ok=True)
        for folder in ("mail", "media"):
            shutil.rmtree(settings.VAR / folder, ignore_errors=True)

    def _prepare(self):
        self.stdout.write("Preparing the database …")
        call_command("migrate", verbosity=0)
        call_command("load_demo")

    def _free_port(self, wanted):
        for port in range(wanted, max(wanted, LAST_PORT) + 1):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError:
                    self.stdout.write(f"Port {port} is taken by another program; trying {port + 1}.")
                    continue
            return port
        raise CommandError(
            f"No free port from {wanted} to {LAST_PORT}. Stop a program that uses one, or choose: --port N"
        )

    def _start_web(self, port):
        gunicorn = [sys.executable, "-m", "gunicorn", "network.wsgi", "--bind", f"127.0.0.1:{port}"]
        return self._child([*gunicorn, "--workers", "2", "--threads", "4", "--log-level", "warning"])

    def _start_worker(self):
        return self._child([sys.executable, "manage.py", "qcluster"], quiet=True)

    def _child(self, command, quiet=False):
        """Its own process group, so that Ctrl-C reaches it through us, once."""
        output = subprocess.DEVNULL if quiet else None
        return subprocess.Popen(  # noqa: S603
            command, cwd=settings.ROOT, start_new_session=True, stdout=output, stderr=output
        )

    def _greet(self, address):
        self.stdout.write(
            f"\n  The demo network runs at {address}\n"
            f"  Sign in as anyone, with one click: {address}/demo/\n"
            f"  What was sent by mail:             {address}/demo/mailbox/\n"
            f"  Play one whole engagement:         make walkthrough\n\n"
            f"  All people here are invented. Ctrl-C ends it and keeps the data; make demo-reset begins anew.\n"
        )

    def _wait(self, children):
        def stop(*_):
            raise KeyboardInterrupt

        # SIGINT too: a program started in the background would otherwise not hear Ctrl-C's signal.
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, stop)
        try:
            while all(child.poll() is None for child in children):
                time.sleep(0.5)
            raise CommandError("The web server or the worker ended by itself; see the lines above.")
        except KeyboardInterrupt:
            self.stdout.write("\nEnding web and worker …")
        finally:
            for child in children:
                child.poll() is None and child.send_signal(signal.SIGTERM)
            for child in children:
                _end(child)


def _end(child):
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
