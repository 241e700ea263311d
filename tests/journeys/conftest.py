"""A real Chromium against a live server, and a harmless place elsewhere to leave to."""

import os
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys import demo_site as demo

# Playwright keeps an event loop in this thread, which Django would take for an async view.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium; skipped where there is none, unless REQUIRE_BROWSER is set."""
    if not Path(CHROMIUM).exists():
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(f"needs Chromium at {CHROMIUM}")
    with sync_playwright() as playwright:
        # Visitors' browsers keep pages in memory for Back; so must this one.
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=QUIET, ignore_default_args=["--disable-back-forward-cache"]
        )
        yield browser
        browser.close()


# An address that sends on to another host, as many sites do: to their name with www, or to one for phones.
MOVED = "/moved"


class _Weather(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == MOVED:
            self._answer(302, {"Location": f"http://localhost:{self.server.server_port}/"})
        else:
            page = b"<!doctype html><title>Weather</title><h1>Sunny intervals</h1>"
            self._answer(200, {"Content-Type": "text/html"}, page)

    def _answer(self, status: int, headers: dict[str, str], body: bytes = b""):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Nothing to say."""


@pytest.fixture(scope="session")
def elsewhere():
    """The address of a page on another origin that has nothing to do with us."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Weather)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """A loaded demo, one for all workers of the run; in JOURNEYS_DEMO it is kept for the next run too."""
    if kept := os.environ.get("JOURNEYS_DEMO"):
        return demo.loaded(Path(kept))
    base = tmp_path_factory.getbasetemp()
    return demo.loaded(base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base)


@pytest.fixture(scope="module")
def demo_site(demo_folder, tmp_path_factory):
    """A server on a copy of the loaded demo, for one module of tests to do with as it likes."""
    copy = tmp_path_factory.mktemp("demo") / "var"
    shutil.copytree(demo_folder, copy)
    with demo.running(copy) as site:
        yield site
