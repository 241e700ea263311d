"""What the consent ledger lets people know: the second yes to her, copies to delete to everybody at the office."""

from datetime import timedelta

import pytest

from network.consent import ledger, recalls, signals, uses
from network.consent.models import Grant, Recall
from network.consent.purposes import PUBLIC, Audience, AudienceKind, Purpose
from network.consent.services import ask_second_yes
from network.notifications import consents, events
from network.notifications.models import Notice
from network.notifications.queries import waiting_for
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def listening_anew(monkeypatch):
    """What the site hears and knows once it has listened again, as a second process does when it starts."""
    for signal in (signals.second_yes_possible, signals.office_is_asked):
        monkeypatch.setattr(signal, "receivers", [])
        signal.sender_receivers_cache.clear()
    monkeypatch.setattr(events, "_EVENTS", {})
    monkeypatch.setattr(uses, "_USES", {})
    consents.listen()
    yield
    for signal in (signals.second_yes_possible, signals.office_is_asked):
        signal.sender_receivers_cache.clear()


def told(person) -> list[tuple[str, str]]:
    return [(each.words, each.url) for each in waiting_for(person)]


def asked_back(agency) -> Recall:
    expert = factories.expert()
    audience = Audience(AudienceKind.ENGAGEMENT, "work-one")
    recalls.ask(expert.user, Purpose.RECORD, audience, agency, "note-one")
    return Recall.objects.get()


def test_she_is_told_of_the_second_yes_and_led_to_that_agreement(listening_anew, noon):
    expert = factories.expert(consents=())
    ledger.grant(expert.user, Purpose.STORY, PUBLIC)
    noon.shift(timedelta(hours=72))
    assert ask_second_yes() == 1
    record = Grant.objects.get(person=expert.user).record
    assert told(expert.user) == [
        ("You can now say yes a second time, or leave it off.", f"/privacy/receipts/{record}/")
    ]


def test_everybody_at_the_office_is_told_once_a_day_and_nobody_elsewhere(listening_anew, noon):
    one = factories.official()
    colleague, gone, elsewhere = (
        factories.official(one.agency),
        factories.official(one.agency),
        factories.official(),
    )
    gone.user.is_active = False
    gone.user.save()
    recall = asked_back(one.agency)
    for _ in range(2):
        signals.office_is_asked.send(Recall, recall=recall)
    people = Notice.objects.filter(event="consent.delete").order_by("person").values_list("person", flat=True)
    assert list(people) == sorted([one.user.pk, colleague.user.pk])
    assert told(one.user)[0][0] == "Your office is asked to delete something."
    assert not told(elsewhere.user)
    noon.shift(timedelta(days=1))
    signals.office_is_asked.send(Recall, recall=recall)
    assert len(told(one.user)) == 2, "told again on another day"


def test_another_copy_on_the_same_day_is_told_too(listening_anew):
    official = factories.official()
    first = asked_back(official.agency)
    second = Recall.objects.get(pk=first.pk)
    second.pk, second.public_id, second.about = None, "another-recall-0", "note-two"
    second.save()
    for recall in (first, second):
        signals.office_is_asked.send(Recall, recall=recall)
    assert len(told(official.user)) == 2


def test_listening_twice_hears_once(listening_anew):
    """Each start of the site listens; a test runner or a reloader starts it more than once in one process."""
    uses._USES.clear()
    consents.listen()
    assert [len(each.receivers) for each in (signals.second_yes_possible, signals.office_is_asked)] == [1, 1]


def test_she_reads_that_mails_stop_and_that_a_sent_one_cannot_be_called_back(listening_anew):
    stops, stays = uses.uses_of(Purpose.CONTACT)
    assert stops.ends == uses.Ends.AT_VIEW and stays.ends == uses.Ends.NEVER
    assert stops.asked_by == ("network.notifications.choices.agrees",)
    assert "cannot be called back" in stays.because
