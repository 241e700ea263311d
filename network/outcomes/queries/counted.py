"""Who is counted in figures about experts: those who said yes to it, asked each time anything is counted."""

from django.db.models import Exists, OuterRef, QuerySet

from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose


def counted(rows: QuerySet, person: str) -> QuerySet:
    """Those rows whose expert lets herself be counted now; `person` is the field that leads to her. For use inside SQL."""
    yes = ledger.in_force(Purpose.STATISTICS, NETWORK).filter(person=OuterRef(person))
    return rows.filter(Exists(yes))
