"""Every role's home: what waits is there, what is not theirs is not, and growth costs no queries."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from network.agencies.models import Agency
from network.agencies.states import AgencyState
from network.common import clock
from network.engagements.models import Invitation, Session
from network.engagements.states import ContributionState, EngagementState, InvitationState, SessionState
from network.people.models import JoinRequest, RoleGrant
from network.people.roles import Role
from network.safeguarding.models import Concern
from network.workspace.queries.finance import TO_DO
from network.workspace.queries.official import SHOWN
from network.workspace.waiting import Waiting, in_order
from tests import factories
from tests.outcomes import make

pytestmark = pytest.mark.django_db
HOME = "/home/"


@pytest.fixture
def official():
    return factories.official()


def text(response) -> str:
    return response.content.decode()


def session(work, official, state=SessionState.PROPOSED, days=2) -> Session:
    start = clock.now() + timedelta(
        days=days, hours=2 * Session.objects.count()
    )  # nobody is in two places at once
    return Session.objects.create(
        engagement=work, profile=work.profile, state=state, proposed_by=official,
        starts_at=start, ends_at=start + timedelta(hours=1),
    )  # fmt: skip


def busy_expert(official, expert, times: int = 1) -> None:
    """Everything that can wait for an expert, `times` over."""
    for _ in range(times):
        invited = make.engagement(make.request(official, title="Guide to answer"), official, expert)
        Invitation.objects.filter(pk=invited.invitation_id).update(
            state=InvitationState.SENT, answered_at=None
        )
        work = make.engagement(make.request(official, title="Guide to schedule"), official, expert)
        session(work, official)
        make.note(work, ContributionState.SENT)
        confirmed = make.engagement(make.request(official, title="Guide to meet about"), official, expert)
        session(confirmed, official, SessionState.CONFIRMED, days=4)
        make.claimed(official, make.note(confirmed))


def busy_office(official, times: int = 1) -> None:
    for _ in range(times):
        make.recommendation(official)
        make.engagement(make.request(official, title="To schedule"), official, state=EngagementState.AGREED)
        make.engagement(
            make.request(official, title="To confirm"),
            official,
            state=EngagementState.DELIVERED,
            complete_by=clock.now(),
        )
        make.engagement(make.request(official, title="To write"), official, completed_at=clock.now())
        make.request(official, state="draft", title="To finish")


def busy_network(official, times: int = 1) -> None:
    for number in range(times):
        factories.agency(state=AgencyState.REGISTERED, verify_by=clock.now() + timedelta(days=number))
        make.request(
            official, state="submitted", title="To review", submitted_at=clock.now(), review_by=clock.now()
        )
        make.request(official, state="published", title="To draw", published_at=clock.now())
        JoinRequest.objects.create()
        Concern.objects.create(
            person=official.user, kind="pay", raised_at=clock.now(), next_step_by=clock.now()
        )


def test_an_expert_finds_what_waits_in_order_of_her_deadlines(sign_in, official):
    expert = factories.expert()
    busy_expert(official, expert)
    page = text(sign_in(expert.user).get(HOME))
    order = [
        page.index(words)
        for words in ("Answer an invitation", "An office says it did this", "Check a note of what you said")
    ]
    assert order == sorted(order)
    assert "Does this time suit you?" in page and "Guide to meet about" in page
    assert "What your input changed" in page and "Office says done" in page


def test_an_experts_home_is_calm_when_nothing_waits(sign_in):
    page = text(sign_in(factories.expert().user).get(HOME))
    assert "Nothing waits for you." in page and "Get ready" in page


def test_nothing_of_another_expert_is_there(sign_in, official):
    busy_expert(official, factories.expert())
    page = text(sign_in(factories.expert().user).get(HOME))
    for words in ("Guide to answer", "Guide to schedule", "Guide to meet about"):
        assert words not in page


def test_an_office_finds_what_it_owes(sign_in, official):
    busy_office(official)
    page = text(sign_in(official.user).get(HOME))
    for words in (
        "Answer a recommendation", "Propose a time", "Confirm the work and write the note",
        "Write the note of what was said", "Finish a request and commit its money",
    ):  # fmt: skip
        assert words in page
    assert "owes nothing" in text(sign_in(factories.official().user).get(HOME))


def test_an_office_that_owes_much_finds_the_most_urgent_and_where_the_rest_is(sign_in, official):
    for _ in range(SHOWN):
        make.request(official, state="draft", title="To finish")
    client = sign_in(official.user)
    page = text(client.get(HOME))
    assert page.count("To finish") == SHOWN and "These are the most urgent." not in page
    make.recommendation(official)
    page = text(client.get(HOME))
    assert "Answer a recommendation" in page and page.count("To finish") == SHOWN - 1
    assert "These are the most urgent." in page and reverse("engagements:office") in page


def test_an_engagement_with_a_live_session_needs_no_time(sign_in, official):
    work = make.engagement(make.request(official), official, state=EngagementState.AGREED)
    session(work, official)
    assert "Propose a time" not in text(sign_in(official.user).get(HOME))


def test_an_official_who_is_not_ready_reads_what_to_do(sign_in):
    waiting = factories.agency(state=AgencyState.REGISTERED)
    new = factories.official(waiting, trained_until=None, code_signed_at=None)
    page = text(sign_in(new.user).get(HOME))
    assert (
        reverse("agencies:code") in page and "Take the training" in page and "waiting to be verified" in page
    )
    assert "Before you meet experts" not in text(sign_in(factories.official().user).get(HOME))


def test_a_manager_finds_every_queue_with_its_clock(sign_in, official):
    busy_network(official)
    page = text(sign_in(factories.user(Role.MANAGER)).get(HOME))
    for words in ("Pay or hours", "To review", "To draw", "Somebody asked to join", "late by"):
        assert words in page
    assert Agency.objects.get(state=AgencyState.REGISTERED).name in page


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_home(role, sign_in):
    assert sign_in(factories.user(role)).get(HOME).status_code == 200


def test_somebody_without_a_role_is_told_whom_to_ask(sign_in):
    assert "talk to a person" in text(sign_in(factories.user()).get(HOME))


def test_finance_finds_each_state_that_needs_somebody_with_what_to_do(sign_in):
    page = text(sign_in(factories.user(Role.FINANCE)).get(HOME))
    for state in TO_DO:
        assert f'href="/payments/?state={state.value}">{state.label}</a>' in page and TO_DO[state] in page
    assert page.count("None now") == len(TO_DO)


def test_several_roles_choose_among_their_homes_only(sign_in):
    person = factories.user(Role.FINANCE)
    RoleGrant.objects.create(user=person, role=Role.AUDITOR)
    client = sign_in(person)
    assert "?as=auditor" in text(client.get(HOME))
    assert "You can change nothing" in text(client.get(HOME, {"as": "auditor"}))
    assert "What waits for the network" not in text(client.get(HOME, {"as": "manager"}))


def test_nobody_gets_in_without_signing_in():
    assert "/account/login/" in Client().get(HOME).url


@pytest.mark.parametrize("role", [Role.EXPERT, Role.OFFICIAL, Role.MANAGER])
def test_a_home_takes_the_same_queries_however_much_waits(
    role, sign_in, official, django_assert_num_queries, django_assert_max_num_queries
):
    expert = factories.expert()
    fill = {
        Role.EXPERT: lambda times: busy_expert(official, expert, times),
        Role.OFFICIAL: lambda times: busy_office(official, times),
        Role.MANAGER: lambda times: busy_network(official, times),
    }[role]
    person = {Role.EXPERT: expert.user, Role.OFFICIAL: official.user}.get(role) or factories.user(
        Role.MANAGER
    )
    client = sign_in(person)
    fill(1)
    client.get(HOME)
    with django_assert_max_num_queries(15) as few:
        client.get(HOME)
    fill(9)
    with django_assert_num_queries(len(few)):
        client.get(HOME)


def test_things_without_a_deadline_come_last():
    now = clock.now()
    late, soon, never = (
        Waiting(name, "", "x", due=due) for name, due in (("a", now), ("b", now + timedelta(1)), ("c", None))
    )
    assert in_order([never, soon], [late]) == [late, soon, never]
