"""Tables from CSV files: declared columns, every mistake named, all or nothing.

Declare a `Sheet` (or `ModelSheet`), subclass `ImportCommand`, and the rest is done here.
"""

from payments.importing.columns import (
    BadCell,
    Column,
    choice,
    currency,
    day,
    jurisdiction,
    optional,
    slug,
    text,
    whole_number,
    yes_no,
)
from payments.importing.command import ImportCommand
from payments.importing.sheets import (
    ImportRefused,
    ModelSheet,
    Plan,
    Problem,
    Row,
    Sheet,
    apply_plan,
    make_plan,
    read_rows,
)

__all__ = [
    "BadCell",
    "Column",
    "ImportCommand",
    "ImportRefused",
    "ModelSheet",
    "Plan",
    "Problem",
    "Row",
    "Sheet",
    "apply_plan",
    "choice",
    "currency",
    "day",
    "jurisdiction",
    "make_plan",
    "optional",
    "read_rows",
    "slug",
    "text",
    "whole_number",
    "yes_no",
]
