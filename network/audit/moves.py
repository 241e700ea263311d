"""The one function that moves a thing along its state table: check, lock, save, audit."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from network.audit.log import record
from network.common.states import Table, step_for


@transaction.atomic
def advance(
    obj: Any, table: Table, move: str, *, actor, role: str, save: Iterable[str] = (), **detail
) -> str:
    """Lock `obj`'s row, check the move against the stored state, save it with the fields in `save`, audit it.

    `actor` is a User or None for the worker (role "worker"); `detail` goes to the audit entry and must
    hold no personal data. Returns the new state; raises MoveRefused and changes nothing otherwise.
    """
    stored = type(obj).objects.select_for_update().values_list("state", flat=True).get(pk=obj.pk)
    step = step_for(table, stored, move, role)
    obj.state = step.to
    obj.save(update_fields={"state", *save})
    record(actor, f"{obj._meta.label_lower}.{move}", obj, role=role, before=stored, after=step.to, **detail)
    return step.to
