"""Writing many rows at once, with a line of progress for each kind."""

import sys
from collections.abc import Iterable

from django.db.models import Model

BATCH = 2000


def write(model: type[Model], rows: Iterable[Model]) -> list:
    """Insert the rows in batches and return them with their keys."""
    rows = list(rows)
    sys.stdout.write(f"  {model._meta.verbose_name_plural}: {len(rows):,}\n")
    sys.stdout.flush()
    return model._default_manager.bulk_create(rows, batch_size=BATCH)
