"""For whom an expert does not exist. What a wall covers is said here and nowhere else."""

from django.db.models import Q, QuerySet

from network.agencies.jurisdictions import CHOICES
from network.agencies.models import Agency, Official
from network.experts.models import Wall

# What a wall can stand before, and the column that says so: an office, one person there, a government's every office.
Before = Agency | Official | str
COLUMNS: dict[type, str] = {Agency: "agency", Official: "official", str: "jurisdiction"}


def walls_before(agency: Agency, officials: QuerySet[Official]) -> QuerySet[Wall]:
    """Every expert's wall that covers this office, its government, or one of these officials. For use inside SQL."""
    return Wall.objects.filter(
        Q(agency=agency) | Q(jurisdiction__in=_covering(agency.jurisdiction)) | Q(official__in=officials)
    )


def offices_behind(before: Before) -> list[Agency]:
    """The offices that such a wall touches now; ones that register later are covered all the same."""
    if isinstance(before, Agency):
        return [before]
    if isinstance(before, Official):
        return [before.agency]
    covered = [code for code, _ in CHOICES if before in _covering(code)]
    return list(Agency.objects.filter(jurisdiction__in=covered))


def column(before: Before) -> dict[str, Before]:
    """The field of a wall before this, with its value."""
    return {COLUMNS[type(before)]: before}


def _covering(jurisdiction: str) -> list[str]:
    """The jurisdiction and the ones it lies in: a wall before a country covers its states."""
    parts = jurisdiction.split("-")
    return ["-".join(parts[: length + 1]) for length in range(len(parts))]
