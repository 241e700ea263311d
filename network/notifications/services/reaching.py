"""Whom a mail may reach now. Everything that mails a person asks here, under the person's lock."""

from network.notifications.choices import agrees, owner_of
from network.notifications.models import ContactState
from network.people.models import User
from network.people.safe_contact import SafeContact


def hold(person_id: int) -> User | None:
    """The person's row, locked; None while another worker has it. A withdrawal waits here too."""
    return User.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=person_id).first()


def state_of(person: User, contact: SafeContact) -> ContactState:
    """What is known about this contact; for the caller who holds the person.

    A new contact begins anew; only the hour between two tests is kept, so that no changing gets round it.
    """
    state, _ = ContactState.objects.select_for_update().get_or_create(
        person=person, defaults={"contact_ref": contact.ref}
    )
    if state.contact_ref != contact.ref:
        state.contact_ref, state.tries = contact.ref, 0
        state.test_due_at = state.test_sent_at = None
        state.confirmed_at = state.asked_again_at = state.failed_at = None
        state.save()
    return state


def may_mail(person: User, contact: SafeContact) -> bool:
    """Whether a notice may be mailed there: agreed, confirmed by the person, and not returned since.

    An office's address was proven by the link that its official came in by.
    """
    state = state_of(person, contact)
    at_work = owner_of(person) != person.public_id
    proven = state.failed_at is None if at_work else state.is_confirmed
    return person.is_active and proven and agrees(person)
