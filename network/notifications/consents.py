"""What the consent ledger lets people know: the time of the second yes, and copies that an office is to delete."""

from network.common import clock
from network.consent import signals
from network.consent.purposes import Purpose
from network.consent.uses import register_use
from network.notifications.events import register_event
from network.notifications.services.notices import notify
from network.people.models import User

_SECOND_YES, _DELETE = "consent.second_yes", "consent.delete"


def listen() -> None:
    """Register both events and hear when they happen; and say what ends when nobody may be written to any more."""
    register_event(_SECOND_YES, "You can now say yes a second time, or leave it off.", "consent:receipt")
    register_event(_DELETE, "Your office is asked to delete something.", "consent:to_delete")
    signals.second_yes_possible.connect(_ask, dispatch_uid="notifications.second_yes")
    signals.office_is_asked.connect(_tell_office, dispatch_uid="notifications.delete")
    register_use(
        "notifications.mails",
        Purpose.CONTACT,
        "Messages to your safe contact",
        asked_by=("network.notifications.choices.agrees",),
    )
    register_use(
        "notifications.sent",
        Purpose.CONTACT,
        "Messages that were already sent",
        because="A message that has arrived cannot be called back. It never said what it was about.",
    )


def _ask(sender, person, record, **more) -> None:
    notify(person, _SECOND_YES, record)


def _tell_office(sender, recall, **more) -> None:
    """Everybody at the office, for anybody may hold a copy; again on another day when it is told again."""
    for person in User.objects.filter(official__agency=recall.agency, is_active=True):
        key = f"{_DELETE}:{recall.public_id}:{person.public_id}:{clock.now():%Y%m%d}"
        notify(person, _DELETE, recall, key=key)
