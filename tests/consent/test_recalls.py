"""Copies at offices are asked back, again and again until somebody answers; the office learns nothing new."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django_q.models import OrmQ

from network.common import clock
from network.consent import ledger, office, recalls, tasks
from network.consent.models import Grant, Recall
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.engagements import services
from network.engagements.services.common import audience_of
from network.experts.disclosure import Viewer, disclose
from network.experts.services import leave
from network.notifications.models import Notice
from network.people.roles import Role
from tests import factories
from tests.engagements import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def note():
    """A note that its expert agreed to, with quotes, as the office can read it."""
    engagement = make.held()
    made = services.send_note(engagement, engagement.invitation.sent_by, "Words.")
    services.agree_note(made, engagement.profile.user, quote=True)
    made.refresh_from_db()
    return made


def expert_of(note):
    return note.engagement.profile.user


def office_of(note):
    return note.engagement.invitation.sent_by


def told(official) -> int:
    return Notice.objects.filter(person=official.user, event="consent.delete").count()


def withdraw(note, purpose=Purpose.RECORD):
    ledger.withdraw(expert_of(note), purpose, audience_of(note.engagement))


def test_a_withdrawn_note_is_asked_back_from_its_office_by_a_task(note):
    before = OrmQ.objects.count()
    withdraw(note)
    recall = Recall.objects.get()
    assert (recall.agency, recall.about, recall.person) == (
        office_of(note).agency,
        note.public_id,
        expert_of(note),
    )
    assert OrmQ.objects.count() == before + 1
    task = OrmQ.objects.order_by("id").last().task
    assert (task["func"], task["args"]) == ("network.consent.tasks.tell_office", (recall.public_id,))


def test_an_open_recall_is_not_made_twice_and_an_answered_one_is_made_anew(note):
    asked = (
        expert_of(note),
        Purpose.RECORD,
        audience_of(note.engagement),
        office_of(note).agency,
        note.public_id,
    )
    for _ in range(2):
        recalls.ask(*asked)
    recalls.acknowledge(Recall.objects.get(), office_of(note))
    recalls.ask(*asked)
    assert Recall.objects.count() == 2


def test_everybody_at_the_office_is_told_and_a_task_that_runs_twice_tells_once(note):
    colleague, stranger = factories.official(office_of(note).agency), factories.official()
    withdraw(note)
    public_id = Recall.objects.get().public_id
    assert (tasks.tell_office(public_id), tasks.tell_office(public_id)) == (1, 0)
    assert [told(official) for official in (office_of(note), colleague, stranger)] == [1, 1, 0]


def test_a_lost_task_is_made_good_by_the_duty_and_a_silent_office_is_reminded_each_week(note):
    withdraw(note)
    recall = Recall.objects.get()
    assert recalls.remind() == 1
    assert recalls.remind() == 0
    with clock.standing_at(recall.due_at):
        assert recalls.remind() == 1
    with clock.standing_at(recall.due_at + timedelta(days=6)):
        assert recalls.remind() == 0
    with clock.standing_at(recall.due_at + timedelta(days=40)):
        assert (recalls.remind(), recalls.remind()) == (1, 0)
    assert told(office_of(note)) == 3


def test_an_office_that_answered_is_left_alone_and_the_expert_reads_the_day(note, sign_in):
    withdraw(note)
    recall = Recall.objects.get()
    page = sign_in(expert_of(note)).get(reverse("consent:asked_back")).content.decode()
    assert f"Asked of {office_of(note).agency.name} on" in page
    client = sign_in(office_of(note).user)
    for _ in range(2):
        client.post(reverse("consent:deleted", args=[recall.public_id]))
    first = Recall.objects.get().acknowledged_at
    assert first and Recall.objects.get().acknowledged_by == office_of(note).public_id
    with clock.standing_at(clock.now() + timedelta(days=90)):
        assert recalls.remind() == tasks.tell_office(recall.public_id) == 0
    page = sign_in(expert_of(note)).get(reverse("consent:asked_back")).content.decode()
    assert "Acknowledged on" in page and "Asked of" not in page


def test_the_page_after_a_withdrawal_lists_every_place(note, sign_in):
    record = Grant.objects.get(purpose=Purpose.RECORD).record
    client = sign_in(expert_of(note))
    path = reverse("consent:question", args=["record", "engagement", note.engagement.public_id])
    page = client.post(path, {"answer": "no"}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("consent:receipt", args=[record])
    words = page.content.decode()
    assert "The note of what you said" in words and "Done" in words
    assert "Cannot be undone" in words and "in the office’s own words" in words
    assert f"Asked of {office_of(note).agency.name} on" in words


def test_quotes_are_asked_back_while_the_note_stays(note):
    withdraw(note, Purpose.QUOTE)
    recall = Recall.objects.get()
    assert (recall.purpose, recall.about) == (Purpose.QUOTE, note.public_id)
    note.refresh_from_db()
    assert note.state == "agreed"


def test_one_note_of_several_is_asked_back_alone_and_only_once(note):
    second = services.send_note(note.engagement, office_of(note), "More words.")
    services.agree_note(second, expert_of(note))
    services.withdraw_note(note, expert_of(note))
    assert [recall.about for recall in Recall.objects.all()] == [note.public_id]
    withdraw(note)
    assert sorted(Recall.objects.values_list("about", flat=True)) == sorted(
        [note.public_id, second.public_id]
    )


def test_a_note_that_the_office_never_could_read_is_not_asked_back():
    engagement = make.held()
    note = services.send_note(engagement, engagement.invitation.sent_by, "Words.")
    services.withdraw_note(note, engagement.profile.user)
    assert not Recall.objects.exists()


def _as_the_office_reads_it(note, sign_in, end):
    end(note)
    page = sign_in(office_of(note).user).get(reverse("consent:to_delete"))
    return page.content.decode().split("<main")[1].split("</main>")[0]


def _lapse(note):
    Grant.objects.filter(purpose=Purpose.RECORD).update(until=clock.now())
    ledger.expire_lapsed()


def _leave(note):
    from payments.models import Payment

    Payment.objects.update(state="settled")
    leave(note.engagement.profile)


@pytest.mark.parametrize("end", [withdraw, _lapse, _leave])
def test_the_office_reads_what_it_knew_and_not_why(note, sign_in, end):
    words = _as_the_office_reads_it(note, sign_in, end)
    assert f"The note for “{note.engagement.request.title}” that you could read from" in words
    profile = note.engagement.profile
    names = [
        profile.user.alias,
        profile.user.public_id,
        profile.public_id,
        *profile.agency_aliases.values_list("alias", flat=True),
    ]
    for unsaid in (*names, "withdr", "took", "leave", "has left", "expire", "lapse", "ran out", "paused"):
        assert unsaid not in words, unsaid


def test_an_office_sees_and_answers_its_own_alone(note, sign_in):
    withdraw(note)
    stranger = sign_in(factories.official().user)
    assert b"There is nothing to delete" in stranger.get(reverse("consent:to_delete")).content
    foreign = stranger.post(reverse("consent:deleted", args=[Recall.objects.get().public_id]))
    missing = stranger.post(reverse("consent:deleted", args=["nothing"]))
    assert foreign.status_code == missing.status_code == 404 and foreign.content == missing.content
    assert Recall.objects.get().acknowledged_at is None


def test_an_expert_sees_her_own_alone(note, sign_in):
    withdraw(note)
    other = sign_in(factories.expert(consents=()).user)
    assert b"No office had to be asked" in other.get(reverse("consent:asked_back")).content


def test_what_is_to_be_deleted_stands_on_the_offices_home_until_it_is(note, sign_in):
    withdraw(note)
    official, words = office_of(note), "Delete what you may no longer keep"
    client = sign_in(official.user)
    assert words in client.get(reverse("workspace:home")).content.decode()
    assert words not in sign_in(factories.official().user).get(reverse("workspace:home")).content.decode()
    recalls.acknowledge(Recall.objects.get(), official)
    assert words not in client.get(reverse("workspace:home")).content.decode()


def _named(expert, official):
    here = Audience(AudienceKind.AGENCY, official.agency.public_id)
    ledger.grant(expert.user, Purpose.NAME, here)
    later = clock.now() + timedelta(hours=72)
    with clock.standing_at(later):
        ledger.confirm(expert.user, Purpose.NAME, here)
    return here, later


@pytest.mark.parametrize("opened", [True, False])
def test_a_name_is_asked_back_only_where_somebody_opened_it(opened):
    expert, official = factories.expert(consents=()), factories.official()
    here, later = _named(expert, official)
    with clock.standing_at(later):
        if opened:
            viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)
            assert disclose(expert, viewer, Purpose.NAME, here).fields
        ledger.withdraw(expert.user, Purpose.NAME, here)
    assert Recall.objects.count() == int(opened)


def test_a_name_is_described_by_the_offices_own_name_for_her_or_not_at_all(sign_in):
    expert, official = factories.expert(consents=()), factories.official()
    here, later = _named(expert, official)
    with clock.standing_at(later):
        disclose(expert, Viewer(official.user, Role.OFFICIAL, official.agency_id), Purpose.NAME, here)
        ledger.withdraw(expert.user, Purpose.NAME, here)
    [asked] = office.in_words(Recall.objects.select_related("agency"))
    assert asked.words == office.UNNAMED
    from network.experts.aliases import alias_for

    alias = alias_for(expert, official.agency)
    [asked] = office.in_words(Recall.objects.select_related("agency"))
    assert asked.words == f"The real name of the expert you know as “{alias}”"


def test_a_name_shown_to_nobody_in_particular_is_asked_of_nobody():
    person = factories.user(Role.EXPERT)
    for audience in (Audience(AudienceKind.PUBLIC), Audience(AudienceKind.AGENCY, "gone")):
        ledger.grant(person, Purpose.NAME, audience)
        assert ledger.withdraw(person, Purpose.NAME, audience)
    assert not Recall.objects.exists()
