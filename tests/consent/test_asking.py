"""What the page of a question says: for how long, when it begins, how it stands."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from network.common import clock
from network.consent import ledger, queries
from network.consent.models import Grant
from network.consent.policies import State
from network.consent.purposes import NETWORK, PUBLIC, Audience, AudienceKind, Purpose
from tests import factories

pytestmark = pytest.mark.django_db
STORY = ("story", "public")


def page_of(client, purpose, kind) -> str:
    page = client.get(reverse("consent:question", args=[purpose, kind])).content.decode()
    return re.sub(r"\s+", " ", page.split("<main")[1].split("</main>")[0])


def test_each_end_is_offered_in_words(client):
    page = page_of(client, "matching", "network")
    assert "For how long" in page
    choices = re.findall(r'value="(\d+)"[^>]*> <label[^>]*>([^<]+)</label>', page)
    assert choices == [
        ("0", "Until I stop it"),
        ("3", "3 months"),
        ("6", "6 months"),
        ("12", "12 months"),
        ("24", "24 months"),
        ("36", "36 months"),
    ]


def test_what_rests_says_after_how_many_hours_it_is_asked_again_and_nothing_else_does(client, expert):
    assert "72 hours after you say yes we ask you again" in page_of(client, *STORY)
    assert "When it begins" not in page_of(client, "matching", "network")
    story, matching = (
        queries.question_for(expert.user, *asked) for asked in (STORY, ("matching", "network"))
    )
    assert (story.rests_hours, matching.rests_hours) == (72, 0)


STANDS = [
    (timedelta(days=-1), State.OFF, True, False),
    (timedelta(0), State.RESTING, False, True),
    (timedelta(hours=72), State.WAITING, False, True),
    (timedelta(days=400), State.LAPSED, True, False),
]


@pytest.mark.parametrize(("after", "state", "takes_time", "is_yes"), STANDS)
def test_a_question_says_how_it_stands(client, expert, after, state, takes_time, is_yes):
    start = clock.now()
    if after >= timedelta(0):
        with clock.standing_at(start):
            ledger.grant(expert.user, Purpose.STORY, PUBLIC)
    with clock.standing_at(start + after):
        asked = queries.question_for(expert.user, *STORY)
        assert (asked.state, asked.takes_time, asked.is_yes) == (state, takes_time, is_yes)
        page = page_of(client, *STORY)
        assert state.label in page and ("For how long" in page) is takes_time


def test_what_is_on_says_until_when_and_can_be_renewed(client, expert):
    now = clock.now()
    ledger.grant(expert.user, Purpose.MATCHING, NETWORK, until=clock.months_later(now, 3))
    asked = queries.question_for(expert.user, "matching", "network")
    assert (asked.state, asked.takes_time, asked.until) == (State.ON, True, Grant.objects.get().until)
    assert queries.question_for(expert.user, "contact", "network").until is None


def test_my_privacy_counts_what_is_on_of_her_own_and_names_what_waits(client, expert):
    other = factories.expert(consents=(Purpose.CONTACT, Purpose.MATCHING, Purpose.STATISTICS))
    start = clock.now()
    with clock.standing_at(start):
        ledger.grant(expert.user, Purpose.STORY, PUBLIC)
        ledger.grant(expert.user, Purpose.MATCHING, NETWORK)
        ledger.grant(expert.user, Purpose.CONTACT, NETWORK)
        ledger.grant(other.user, Purpose.IMAGE, PUBLIC)
    with clock.standing_at(start + timedelta(hours=72)):
        now = queries.standing_now(expert.user)
        assert now["on"] == 2
        assert [(asked.purpose, asked.to) for asked in now["waiting"]] == [(Purpose.STORY, "the public")]
        assert "2 things are on. All else is off." in client.get(reverse("consent:home")).content.decode()


def test_the_answers_of_another_are_not_hers(expert):
    other = factories.expert(consents=(Purpose.MATCHING,))
    ledger.grant(other.user, Purpose.STORY, PUBLIC)
    for group in queries.standing_groups(expert.user):
        assert all(asked.grant is None for asked in group.questions)
    assert all(asked.grant is None for asked in queries.first_questions(expert.user))
    assert queries.question_for(expert.user, *STORY).grant is None


def test_one_answer_does_not_stand_for_the_same_question_to_another_audience(expert):
    work = Audience(AudienceKind.ENGAGEMENT, "work-one")
    ledger.grant(expert.user, Purpose.QUOTE, work)
    assert queries.question_for(expert.user, "quote", "engagement", "work-one").is_yes
    assert not queries.question_for(expert.user, "quote", "public").is_yes
