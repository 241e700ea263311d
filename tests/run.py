"""`make test`: the whole suite on embedded SQLite, then on PostgreSQL where one is reachable.

Ends with one line for each database. REQUIRE_POSTGRES, REQUIRE_BROWSER and REQUIRE_REDIS turn what
would be skipped into a failure, as continuous integration asks.
"""

import os
import subprocess
import sys

import psycopg

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def reachable(url: str) -> bool:
    """Whether a PostgreSQL server answers at `url` within two seconds."""
    try:
        psycopg.connect(url.replace("postgres://", "postgresql://"), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def environment_for(database_url: str) -> dict[str, str]:
    """This process's environment with the suite's settings; "" leaves the embedded SQLite to them.

    An empty DATABASE_URL would be refused as no URL, so it is left out rather than emptied.
    """
    left_out = () if database_url else ("DATABASE_URL", "REQUIRE_POSTGRES")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    environment["DJANGO_SETTINGS_MODULE"] = "network.settings.test"
    return environment | ({"DATABASE_URL": database_url} if database_url else {})


def suite(database_url: str, *more: str) -> int:
    """Run pytest against one database, with `more` arguments; its exit code."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadscope", *more, *sys.argv[1:]]
    return subprocess.call(command, env=environment_for(database_url))


def main() -> int:
    """Run what can be run, and say plainly what could not."""
    results = {"SQLite": suite("")}
    if reachable(POSTGRES):
        # What a browser shows does not depend on the database: once is enough.
        results["PostgreSQL"] = suite(POSTGRES, "-m", "not browser and not once")
    elif os.environ.get("REQUIRE_POSTGRES"):
        print(f"PostgreSQL is required but does not answer at {POSTGRES}", file=sys.stderr)
        results["PostgreSQL"] = 1
    else:
        print(
            "PostgreSQL: skipped, none is reachable (set TEST_POSTGRES_URL). Races and crashes were not tested."
        )
    for database, code in results.items():
        print(f"{database}: {'passed' if code == 0 else f'failed ({code})'}")
    return max(results.values())


if __name__ == "__main__":
    sys.exit(main())
