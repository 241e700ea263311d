from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from network.common.drawn import DrawCommand
from network.common.retention import DataClass, all_classes, gone_on_leaving, kept_on_leaving

HEAD = """# How long data is kept

Drawn from the code by `manage.py draw_retention`; do not edit by hand. Each app lists its classes in its module
`retention`; the duty `retention` (`network/common/retention.py`) removes what is over, in batches, every hour.
`tests/guards/test_retention.py` fails when a table of the site belongs to no class.
"""

# Wagtail has this table on SQLite only: the page must read the same on every database.
ON_SQLITE_ONLY = {"wagtailsearch.SQLiteFTSIndexEntry"}


def retention_text() -> str:
    """The table of all classes, and what leaving does to those about an expert."""
    rows = (
        (each.what, each.until, _reason(each), "by time" if each.timed else "", _tables(each))
        for each in all_classes()
    )
    gone = ((each.what,) for each in gone_on_leaving())
    kept = ((each.what, each.stays, each.until, each.why) for each in kept_on_leaving())
    return "\n".join(
        [
            HEAD,
            *_table(("what", "kept until", "why (source of the number)", "removed", "tables"), rows),
            "\n## When an expert leaves\n\nThese go at once:\n",
            *_table(("what",), gone),
            "\nThese stay:\n",
            *_table(("what", "how", "until", "why"), kept),
            "",
        ]
    )


def _tables(data: DataClass) -> str:
    return ", ".join(name for name in data.models if name not in ON_SQLITE_ONLY)


def _reason(data: DataClass) -> str:
    return f"{data.why} ({data.source})" if data.source else data.why


def _table(heads: tuple[str, ...], rows: Iterable[tuple]) -> list[str]:
    lines = [heads, ("---",) * len(heads), *rows]
    return [f"| {' | '.join(str(cell) for cell in line)} |" for line in lines]


class Command(DrawCommand):
    help = "Writes docs/retention.md from the classes of data that the apps list."
    file = Path(settings.ROOT) / "docs" / "retention.md"
    text = staticmethod(retention_text)
