"""What a yes that ends sets off: every place where it was used is ended, and the expert reads what became of each."""

from network.common import clock
from network.consent.models import Ending
from network.consent.purposes import Audience, Purpose
from network.consent.uses import Ends, uses_of
from network.people.models import User


def end_uses(person: User, purpose: Purpose, audience: Audience, record: str) -> None:
    """End every use of this purpose for this person and audience, in the caller's transaction. All or nothing.

    Whoever may hold copies is asked by the apps that know them (`recalls.ask`), from within `stop`.
    """
    for use in uses_of(purpose, audience.kind):
        if use.stop:
            use.stop(person, audience)
        if use.ends is not Ends.ASKED:
            Ending.objects.get_or_create(record=record, use=use.name, defaults={"at": clock.now()})
