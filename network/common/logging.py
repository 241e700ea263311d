"""Log lines hold only what is on the allow-list: never a request body, a name, an address or an exception's text."""

import traceback
from collections.abc import Mapping, MutableMapping

import structlog

ALLOWED_KEYS = frozenset(
    {
        "event",
        "level",
        "logger",
        "timestamp",
        "duty",
        "status_code",
        "error",
        "where",
        "attempts",
        "count",
        "object",
    }
)


def logging_config(level: str = "INFO") -> dict:
    """Django's LOGGING: everything, ours and the libraries', to the console as one JSON object a line."""
    structlog.configure(
        processors=[structlog.stdlib.add_logger_name, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "use_get_message": False,
        "pass_foreign_args": True,
        "foreign_pre_chain": [structlog.stdlib.add_logger_name, unfilled_words],
        "processors": [
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            scrub_exception,
            keep_allowed,
            structlog.processors.JSONRenderer(),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        # Django's own handlers print paths and mail whole requests.
        "loggers": {
            **{name: {"handlers": [], "propagate": True} for name in ("django", "django.server")},
            # What it says of each task is filled in before, so nothing of it could be shown.
            "django-q": {"handlers": [], "propagate": True, "level": "WARNING"},
            **{name: {"level": "WARNING"} for name in ("wagtail", "django_tasks")},
        },
    }


def unfilled_words(logger, method: str, event: MutableMapping) -> MutableMapping:
    """A library's message without what it would fill in; one that was filled in before is left out whole."""
    record = event["_record"]
    if not event.pop("positional_args", None):
        event["event"] = record.name
    event["status_code"] = getattr(record, "status_code", None)
    return event


def scrub_exception(logger, method: str, event: MutableMapping) -> MutableMapping:
    """An exception as its type and the lines of code it passed, without its text, which may quote a person."""
    record = event.get("_record")
    exc_info = event.pop("exc_info", None) or (record.exc_info if record is not None else None)
    if isinstance(exc_info, tuple) and exc_info[0]:
        event["error"] = exc_info[0].__qualname__
        event["where"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(exc_info[2])[-8:]]
    return event


def keep_allowed(logger, method: str, event: Mapping) -> dict:
    """Only allow-listed keys; a key that is not on the list is dropped, not masked."""
    return {key: value for key, value in event.items() if key in ALLOWED_KEYS and value is not None}
