"""An office asks to be let in."""

from dataclasses import dataclass

from django.db import transaction

from network.agencies.models import Agency, Official
from network.agencies.services.officials import add_official
from network.audit.log import record
from network.common import clock

VERIFY_WITHIN = 3  # working days, as for reviews


@dataclass(frozen=True)
class FirstOfficial:
    """Who registers the office. `email` goes into the vault and nowhere else."""

    name: str
    job_title: str
    email: str


@transaction.atomic
def register_office(*, official: FirstOfficial, by=None, **fields) -> tuple[Agency, Official]:
    """Keep the office (`name, level, jurisdiction, time_zone, purpose`) and its first official until a manager decides.

    The first official is an approver. Raises IntegrityError when the name is taken.
    """
    agency = Agency.objects.create(
        verify_by=clock.add_working_days(clock.now(), VERIFY_WITHIN, fields["time_zone"]), **fields
    )
    first = add_official(
        agency,
        name=official.name,
        job_title=official.job_title,
        duty=Official.Duty.APPROVER,
        email=official.email,
    )
    record(by, "agencies.registered", agency)
    return agency, first


@transaction.atomic
def correct_office(name: str, **fields) -> None:
    """Bring the office of this name to these fields; its state and its people stay as they are."""
    agency = Agency.objects.select_for_update().get(name=name)
    for field, value in fields.items():
        setattr(agency, field, value)
    agency.save(update_fields=list(fields))
    record(None, "agencies.corrected", agency, fields=sorted(fields))
