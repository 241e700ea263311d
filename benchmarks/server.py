"""A gunicorn on loopback whose workers' CPU time can be read."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).resolve().parents[1]


class Server:
    """`with Server(settings_module, environment) as server:` – two workers, one request at a time each."""

    def __init__(self, settings: str, environment: dict[str, str]):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": settings}

    def __enter__(self) -> "Server":
        command = [sys.executable, "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()"]
        options = ["--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--log-level", "error", "--preload"]
        self.process = subprocess.Popen([*command, *options], cwd=ROOT, env=self.environment)
        self._wait()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)

    def _wait(self):
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("gunicorn did not answer within 30 seconds")

    def cpu_seconds(self) -> float:
        """User and system time of the workers so far."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return sum(_cpu(child) for child in children)


def _cpu(pid: str) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
