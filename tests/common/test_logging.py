"""What a log line may hold, proven through the configured formatter."""

import json
import logging
import sys

import pytest

from network.common.logging import logging_config


@pytest.fixture
def line():
    options = logging_config()["formatters"]["json"]
    formatter = options.pop("()")(**options)

    def written(message, *args, exc_info=None, **extra):
        record = logging.LogRecord("a.library", logging.ERROR, __file__, 1, message, args, exc_info)
        record.__dict__.update(extra)
        return json.loads(formatter.format(record))

    return written


def test_a_librarys_message_stays_unfilled(line):
    written = line("Not Found: %s", "/enter/secret.token/", status_code=404)
    assert written["event"] == "Not Found: %s" and written["status_code"] == 404
    assert "secret" not in json.dumps(written)


def test_a_message_that_was_filled_before_is_dropped(line):
    assert line("cannot reach heron@example.org")["event"] == "a.library"


def test_an_exception_is_its_type_and_place(line):
    try:
        raise ValueError("heron@example.org")
    except ValueError:
        written = line("failed %s", "x", exc_info=sys.exc_info())
    assert written["error"] == "ValueError" and "test_logging.py" in written["where"][0]
    assert "heron" not in json.dumps(written)


def test_other_keys_are_dropped(line):
    assert set(line("a", request="POST body", alias="Grey Owl")) <= {"event", "level", "logger", "timestamp"}
