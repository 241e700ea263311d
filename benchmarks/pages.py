"""`make bench`: CPU and latency of the key pages on PostgreSQL, against a bare signed-in Django view.

Makes its own database, fills it with `manage.py generate`, serves it with gunicorn (2 workers) on loopback,
asks each page by turns with the bare view, so that both meet the same machine, and drops the database again.
BENCH_EXPERTS and the like make it smaller.
"""

import os
import statistics
import subprocess
import sys
import time
import urllib.request
from importlib import import_module
from typing import NamedTuple

import psycopg
from psycopg import sql

from benchmarks.server import Server
from benchmarks.table import Row, markdown

SERVER = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
DATABASE = "network_bench"
SIZE = {"experts": 10_000, "offices": 200, "requests": 2_000, "engagements": 20_000}
ROUNDS, A_ROUND, WARM_UP = 5, 40, 10
GOALS = {"page": 8.0, "list": 12.0, "public": 5.0}


class Asked(NamedTuple):
    """One page: what kind it is, who asks, and where it is."""

    kind: str
    role: str
    path: str


class Target(NamedTuple):
    """What is asked: a running server, a path, and whose session."""

    server: Server
    path: str
    cookie: str


class Taken(NamedTuple):
    """Seconds a request: CPU of both workers (mean), and latency (median)."""

    cpu: float
    latency: float


def main() -> int:
    """Make the database, measure, print the table. Exit code 0 whatever the table says."""
    os.environ["DATABASE_URL"] = SERVER.rsplit("/", 1)[0] + f"/{DATABASE}"
    os.environ["VAULT_DATABASE_URL"] = f"{os.environ['DATABASE_URL']}_keys"
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import_module("benchmarks.settings")  # Puts this run's secrets into the environment of every child.
    _database("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {}")
    try:
        _fill()
        print(measured())
    finally:
        _database("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    return 0


def measured() -> str:
    """The Markdown table of every page and the bare view."""
    pages, cookies = _pages_and_cookies()
    rows, bares = [], []
    with Server("benchmarks.bare", {}) as plain, Server("benchmarks.settings", {}) as network:
        bare = Target(plain, "/bare/", cookies["bare"])
        targets = [Target(network, page.path, cookies.get(page.role, "")) for page in pages]
        # Before any is measured: whatever comes first pays for starting the workers.
        for target in (bare, *targets):
            _round(target, WARM_UP)
        for page, target in zip(pages, targets, strict=True):
            taken, beside = _by_turns(target, bare)
            bares.append(beside)
            name = f"{page.role} {_shown(page.path)} ({taken.latency * 1000:.0f} ms, {taken.cpu * 1000:.1f} ms CPU)"
            rows.append(Row(name, taken.cpu / beside.cpu, "×", GOALS[page.kind]))
    cpu, latency = (statistics.mean(each) * 1000 for each in zip(*bares, strict=True))
    size = ", ".join(f"{count:,} {noun}" for noun, count in _size().items())
    return f"{size}\n\n{markdown([Row(f'bare signed-in view ({latency:.1f} ms)', cpu, 'ms CPU'), *rows])}"


def _size() -> dict[str, int]:
    return {noun: int(os.environ.get(f"BENCH_{noun.upper()}", count)) for noun, count in SIZE.items()}


def _fill() -> None:
    numbers = [word for noun, count in _size().items() for word in (f"--{noun}", str(count))]
    commands = [["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["generate", *numbers]]
    for command in [*commands, ["import_rates", "data/rates.csv"], ["import_rates", "data/rate_cards.csv"]]:
        subprocess.run([sys.executable, "manage.py", *command], check=True)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _pages_and_cookies() -> tuple[list[Asked], dict[str, str]]:
    import django

    django.setup()
    from network.agencies.models import Official
    from network.engagements.models import Contribution
    from network.people.models import User

    contribution = Contribution.objects.filter(state="agreed", engagement__state="completed").select_related(
        "engagement__profile__user", "engagement__request__agency"
    )[0]
    engagement, note = contribution.engagement, contribution.public_id
    official = Official.objects.filter(agency=engagement.request.agency).select_related("user")[0]
    people = {
        "expert": engagement.profile.user,
        "official": official.user,
        "manager": User.objects.filter(role_grants__role="manager")[0],
        "finance": User.objects.filter(role_grants__role="finance")[0],
    }
    work, request = engagement.public_id, engagement.request.public_id
    pages = [
        Asked("public", "anybody", "/"),
        Asked("public", "anybody", "/rates/"),
        Asked("public", "anybody", "/requests/board/"),
        Asked("page", "expert", "/home/"),
        Asked("list", "expert", "/work/"),
        Asked("page", "expert", f"/work/{work}/"),
        Asked("list", "expert", "/home/money/"),
        Asked("page", "expert", "/privacy/"),
        Asked("page", "official", "/home/"),
        Asked("list", "official", "/requests/"),
        Asked("page", "official", f"/requests/{request}/"),
        Asked("page", "official", f"/work/office/{work}/"),
        Asked("page", "official", f"/work/office/notes/{note}/"),
        Asked("page", "manager", "/home/"),
        Asked("page", "manager", "/home/overview/"),
        Asked("list", "manager", "/requests/review/"),
        Asked("list", "finance", "/payments/"),
    ]
    cookies = {role: _cookie(user, "network.people.backend.RolesBackend") for role, user in people.items()}
    bare = _cookie(people["expert"], "django.contrib.auth.backends.ModelBackend")
    return pages, {**cookies, "bare": bare}


def _cookie(user, backend: str) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from network.people.middleware import LAST_SEEN, SECOND_STEP

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[SECOND_STEP], session[LAST_SEEN] = True, int(time.time())
    session.save()
    return f"sessionid={session.session_key}"


def _by_turns(page: Target, bare: Target) -> tuple[Taken, Taken]:
    """What the page and the bare view took, asked in alternating rounds."""
    rounds = [(_round(page, A_ROUND), _round(bare, A_ROUND)) for _ in range(ROUNDS)]
    return _together([of_page for of_page, _ in rounds]), _together([of_bare for _, of_bare in rounds])


def _round(target: Target, times: int) -> Taken:
    before = target.server.cpu_seconds()
    latencies = [_ask(target.server.port, target.path, target.cookie) for _ in range(times)]
    return Taken((target.server.cpu_seconds() - before) / times, statistics.median(latencies))


def _together(rounds: list[Taken]) -> Taken:
    return Taken(*(statistics.mean(each) for each in zip(*rounds, strict=True)))


def _ask(port: int, path: str, cookie: str) -> float:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie})
    begun = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()
        if answer.url != request.full_url:
            raise RuntimeError(f"{path} led to {answer.url}")
    return time.perf_counter() - begun


def _shown(path: str) -> str:
    return "/".join("…" if len(part) == 16 else part for part in path.split("/"))


def _database(*statements: str) -> None:
    with psycopg.connect(SERVER.replace("postgres://", "postgresql://"), autocommit=True) as connection:
        for statement in statements:
            for name in (DATABASE, f"{DATABASE}_keys"):
                connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


if __name__ == "__main__":
    sys.exit(main())
