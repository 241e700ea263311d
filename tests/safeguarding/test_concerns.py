"""Concerns: sealed words, honest clocks, answered by managers alone and never by the one it is about to oneself."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from network.audit.models import Entry
from network.common import clock
from network.common.states import MoveRefused
from network.notifications.models import Notice
from network.people.roles import Role
from network.safeguarding import services
from network.safeguarding.clocks import next_step_by
from network.safeguarding.models import Concern
from network.safeguarding.states import ConcernState
from network.vault import services as vault
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = "The chair asked what had been ruled out"


@pytest.fixture
def expert():
    return factories.expert().user


@pytest.fixture
def manager():
    return factories.user(Role.MANAGER)


@pytest.fixture
def concern(expert, manager):
    return services.raise_concern(expert, "conduct", False, WORDS)


def at(concern):
    return reverse("safeguarding:concern", args=[concern.public_id])


def send(client, concern, move, words="We are on it"):
    return client.post(
        reverse("safeguarding:answer", args=[concern.public_id]), {"move": move, "words": words}
    )


def test_raised_on_the_page_it_is_sealed_and_waits_for_every_manager(sign_in, expert):
    managers = [factories.user(Role.MANAGER) for _ in range(2)]
    answer = sign_in(expert).post(reverse("safeguarding:raise"), {"kind": "conduct", "words": WORDS})
    concern = Concern.objects.get()
    assert answer.url == at(concern)
    assert vault.unseal(concern.public_id, "raised") == {"raised": WORDS}
    told = Notice.objects.filter(event="concern.raised")
    assert {notice.person for notice in told} == set(managers)
    assert WORDS not in str(list(Entry.objects.values_list("detail", flat=True)))


@pytest.mark.parametrize(
    ("typed", "cure"), [({"words": "x"}, "Choose what it is about"), ({"kind": "pay"}, "Write a few words")]
)
def test_a_mistake_is_named_and_nothing_is_kept(sign_in, expert, typed, cure):
    page = sign_in(expert).post(reverse("safeguarding:raise"), typed).content.decode()
    assert cure in page and not Concern.objects.exists()


THURSDAY = datetime(2026, 11, 26, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "urgent", "due"),
    [
        (ConcernState.OPEN, True, THURSDAY + timedelta(hours=4)),
        (ConcernState.OPEN, False, datetime(2026, 11, 30, 10, tzinfo=UTC)),
        (ConcernState.ACKNOWLEDGED, True, datetime(2026, 12, 10, 10, tzinfo=UTC)),
        (ConcernState.PLANNED, False, datetime(2027, 1, 7, 10, tzinfo=UTC)),
        (ConcernState.CLOSED, False, None),
    ],
)
def test_the_clocks_are_those_of_the_table_of_numbers(state, urgent, due):
    assert next_step_by(state, THURSDAY, urgent, "UTC") == due


def test_the_clock_counts_from_when_it_was_raised_and_stops_at_the_end(expert, manager):
    with clock.standing_at(THURSDAY):
        concern = services.raise_concern(expert, "pay", False, WORDS)
    with clock.standing_at(THURSDAY + timedelta(days=9)):
        services.answer(concern, "acknowledge", "Read", by=manager)
        assert concern.next_step_by == next_step_by("acknowledged", THURSDAY, False, "Africa/Nairobi")
        services.answer(concern, "plan", "A plan", by=manager)
        services.answer(concern, "close", "Done", by=manager)
    assert (concern.state, concern.next_step_by) == (ConcernState.CLOSED, None) and concern.closed_at


def test_a_manager_answers_step_by_step_and_the_person_reads_each(sign_in, concern, expert, manager):
    office, own = sign_in(manager), sign_in(expert)
    for move, words in (
        ("acknowledge", "We read it"),
        ("plan", "We will ask"),
        ("close", "It was said sorry for"),
    ):
        assert send(office, concern, move, words).url == at(concern)
        assert words in own.get(at(concern)).content.decode()
    assert Notice.objects.filter(person=expert, event="concern.answered").count() == 3


def test_each_reading_by_a_manager_is_audited_and_the_owners_is_not(sign_in, concern, expert, manager):
    sign_in(expert).get(at(concern))
    assert not Entry.objects.filter(action="safeguarding.read").exists()
    assert WORDS in sign_in(manager).get(at(concern)).content.decode()
    assert Entry.objects.get(action="safeguarding.read").actor == manager.public_id


def test_a_step_that_is_not_next_or_without_words_changes_nothing_and_keeps_what_was_typed(
    sign_in, concern, manager
):
    client = sign_in(manager)
    out_of_turn = send(client, concern, "close", "Typed with care")
    assert b"Typed with care" in out_of_turn.content and b"not possible" in out_of_turn.content
    assert b"Write what they should know" in send(client, concern, "acknowledge", "").content
    concern.refresh_from_db()
    assert concern.state == ConcernState.OPEN
    assert set(vault.unseal(concern.public_id, "raised", "acknowledge", "plan", "close")) == {"raised"}


def test_nobody_answers_a_concern_of_their_own(sign_in, manager):
    own = services.raise_concern(manager, "other", False, "Mine")
    assert not Notice.objects.filter(person=manager).exists()
    assert b"Say that you have read it" not in sign_in(manager).get(at(own)).content
    with pytest.raises(Http404):
        services.answer(own, "acknowledge", "I say so", by=manager)
    assert send(sign_in(manager), own, "acknowledge").status_code == 404


def test_the_person_can_take_it_back_at_any_step_and_nobody_else_can(sign_in, concern, expert, manager):
    services.answer(concern, "acknowledge", "Read", by=manager)
    back = reverse("safeguarding:take_back", args=[concern.public_id])
    assert sign_in(manager).post(back).status_code == 404
    sign_in(expert).post(back)
    concern.refresh_from_db()
    assert concern.state == ConcernState.CLOSED
    with pytest.raises(MoveRefused):
        services.take_back(concern, by=expert)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MANAGER])
def test_others_find_no_concern_and_no_queue(sign_in, concern, role):
    client = sign_in(factories.user(role))
    foreign, missing = client.get(at(concern)), client.get(reverse("safeguarding:concern", args=["nothing"]))
    assert foreign.status_code == missing.status_code == 404 and foreign.content == missing.content
    assert client.get(reverse("safeguarding:queue")).status_code == 404
    assert send(client, concern, "acknowledge").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_everybody_signed_in_can_get_help_and_tell_us(sign_in, role):
    client = sign_in(factories.user(role))
    assert client.get(reverse("safeguarding:help")).status_code == 200
    client.post(reverse("safeguarding:raise"), {"kind": "safety", "urgent": "on", "words": "Help"})
    assert Concern.objects.get().urgent


def test_the_queue_shows_what_is_due_first_and_not_what_is_closed(sign_in, expert, manager):
    slow = services.raise_concern(expert, "pay", False, "Slow")
    urgent = services.raise_concern(expert, "safety", True, "Urgent")
    closed = services.raise_concern(expert, "other", False, "Closed")
    services.take_back(closed, by=expert)
    page = sign_in(manager).get(reverse("safeguarding:queue")).content.decode()
    assert page.index(urgent.public_id) < page.index(slow.public_id) and closed.public_id not in page
    assert "Urgent" in page and "Slow" not in page, "no words in a list"


def test_managers_are_reminded_of_a_late_step_once(concern, manager):
    assert services.remind_of_overdue() == 0
    with clock.standing_at(clock.now() + timedelta(days=6)):
        for _ in range(2):
            assert services.remind_of_overdue() == 1
    assert Notice.objects.filter(event="concern.late", person=manager).count() == 1


def test_help_and_queue_take_a_fixed_number_of_queries(sign_in, expert, manager):
    clients = {sign_in(expert): "safeguarding:help", sign_in(manager): "safeguarding:queue"}
    counts = []
    for client, name in clients.items():
        client.get(reverse(name))
    for _ in range(2):
        for _ in range(10):
            services.raise_concern(expert, "pay", False, WORDS)
        for client, name in clients.items():
            with CaptureQueriesContext(connection) as caught:
                client.get(reverse(name))
            counts.append(len(caught))
    assert counts[:2] == counts[2:]
