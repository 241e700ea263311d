"""What breaks off half-way leaves nothing half done: no answer without its record, no notice without its row."""

from dataclasses import replace

import pytest

from network.notifications.models import ContactState, Notice
from network.notifications.services import contact_checks, entry_links, failures, forget, notices, notify
from network.notifications.services.contact_checks import TestRefused, answer_test, ask_for_test, number_of
from network.people.entry import courier, issue_join_link
from network.people.models import EntryLink
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact
from tests.notifications.helpers import HERON, agreeing, reachable, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def breaking(monkeypatch, module, name):
    """Within it, the module fails at `name`."""
    monkeypatch.setattr(module, name, lambda *args, **kwargs: 1 / 0)
    return pytest.raises(ZeroDivisionError)


def test_a_refused_test_leaves_no_trace():
    stranger = agreeing(SafeContact())
    with pytest.raises(TestRefused):
        ask_for_test(stranger)
    assert not ContactState.objects.exists()


def test_a_yes_that_cannot_be_recorded_is_none(monkeypatch):
    heron = agreeing()
    ask_for_test(heron)
    with breaking(monkeypatch, contact_checks, "record"):
        answer_test(heron, number_of(state(heron)))
    assert not state(heron).is_confirmed


def test_nor_is_a_renewal(monkeypatch, noon):
    heron = reachable()
    before = state(heron).confirmed_at
    noon.move_to("2027-05-25T12:00:00Z")
    with breaking(monkeypatch, contact_checks, "record"):
        contact_checks.still_safe(heron)
    assert state(heron).confirmed_at == before


def test_nobody_is_asked_without_it_being_known(monkeypatch, noon):
    """Else the next run of the duty would ask the first one twice."""
    reachable(), reachable()
    noon.move_to("2027-05-25T12:00:00Z")
    tell = contact_checks.notify
    told = iter([tell])
    monkeypatch.setattr(contact_checks, "notify", lambda *what, **how: next(told)(*what, **how))
    with pytest.raises(StopIteration):
        contact_checks.ask_again()
    assert not Notice.objects.filter(event="contact.check").exists()


def test_an_address_is_failed_only_together_with_telling_it(monkeypatch):
    heron = reachable()
    with breaking(monkeypatch, failures, "give_up"):
        failures.returned(heron.pk)
    assert state(heron).failed_at is None


def test_leaving_forgets_all_or_nothing(monkeypatch):
    heron = reachable()
    notify(heron, "request_published", "subject-1")

    class Broken:
        objects = property(lambda self: 1 / 0)

    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr(notices, "ContactState", Broken())
        forget(heron)
    assert Notice.objects.filter(person=heron).exists()


def test_a_link_whose_contact_could_not_be_forgotten_is_not_done_yet(monkeypatch, mailoutbox):
    """It is mailed once more rather than leaving a stranger's address behind for ever."""
    keep_safe_contact("desk-0000", replace(HERON, read_by_me_alone=True))
    courier("desk-0000", issue_join_link(Role.EXPERT, by=None))
    with monkeypatch.context() as broken:
        broken.setattr(entry_links, "forget_contact", lambda owner: 1 / 0)
        assert entry_links.deliver_entry_links() == 0
    link = EntryLink.objects.get()
    assert link.sent_at is None and link.send_due_at is not None
