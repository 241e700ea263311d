"""The pages of offices, experts and everybody, as they meet them."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.experts.models import Reading
from network.outcomes import services
from network.outcomes.models import Recommendation
from network.outcomes.states import RecommendationState
from network.people.roles import Role
from tests import factories
from tests.outcomes import make

pytestmark = pytest.mark.django_db
State = RecommendationState


@pytest.fixture
def official():
    return factories.official()


@pytest.fixture
def office(sign_in, official):
    return sign_in(official.user)


def url(name: str, *args) -> str:
    return reverse(f"outcomes:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def wanted(*notes, **changes) -> dict:
    return {
        "contributions": [note.public_id for note in notes],
        "text": "Send the form before the interview.",
        "document": "Referral guide, version 2",
        "pillar": "protection",
        **changes,
    }


def test_an_office_writes_a_recommendation_beside_the_notes_it_chose(office, official):
    asked = make.request(official)
    note, other = (make.note(make.engagement(asked, official), words=words) for words in ("One.", "Two."))
    assert asked.title in text(office.get(url("choose_request")))
    choice = text(office.get(url("new", asked.public_id)))
    assert note.public_id in choice and other.public_id in choice and not Reading.objects.exists()
    there = f"{url('new', asked.public_id)}?read=1&note={note.public_id}"
    page = text(office.get(there))
    assert "One." in page and "Two." not in page
    assert [reading.profile for reading in Reading.objects.all()] == [note.engagement.profile]
    response = office.post(there, wanted(note))
    made = Recommendation.objects.get()
    assert response.url == url("recommendation", made.public_id)
    assert list(made.contributions.all()) == [note]
    assert Reading.objects.count() == 1, "recording reads nothing again"


def test_a_note_without_consent_is_neither_shown_nor_offered(office, official):
    asked = make.request(official)
    work = make.engagement(asked, official)
    note = make.note(work)
    ledger.withdraw(work.profile.user, Purpose.RECORD, Audience(AudienceKind.ENGAGEMENT, work.public_id))
    for there in (url("new", asked.public_id), f"{url('new', asked.public_id)}?read=1&note={note.public_id}"):
        page = text(office.get(there))
        assert make.WORDS not in page and "no agreed note" in page
    response = office.post(url("new", asked.public_id), wanted(note))
    assert response.status_code == 200 and not Recommendation.objects.exists()


def test_choosing_no_note_is_said_beside_the_notes(office, official):
    asked = make.request(official)
    make.note(make.engagement(asked, official))
    page = text(office.get(url("new", asked.public_id), {"read": "1"}))
    assert "Choose at least one note to build on." in page


def test_a_mistake_is_named_beside_its_field_and_nothing_typed_is_lost(office, official):
    asked = make.request(official)
    note = make.note(make.engagement(asked, official))
    there = f"{url('new', asked.public_id)}?read=1&note={note.public_id}"
    page = text(office.post(there, wanted(text="Keep <these> words")))
    assert "Choose at least one note that this recommendation rests on." in page
    assert "Keep &lt;these&gt; words" in page


def test_an_office_reads_answers_reports_and_claims(office, official):
    made = make.recommendation(official)
    at = made.public_id
    assert "We have read it" in text(office.get(url("recommendation", at)))
    office.post(url("acknowledge", at))
    office.post(url("answer", at), {"decision": "accept_partly", "reason": "The first half, by May."})
    office.post(url("progress", at), {"text": "A draft is out."})
    made.refresh_from_db()
    assert made.state == State.IN_PROGRESS
    office.post(url("done", at), {"text": "Section 4.", "before": "after it", "after": "before it"})
    made.refresh_from_db()
    assert made.state == State.CLAIMED
    page = text(office.get(url("recommendation", at)))
    for words in (
        "The first half, by May.",
        "A draft is out.",
        "after it",
        "before it",
        "cannot do that itself",
    ):
        assert words in page


def test_an_answer_without_reason_comes_back_with_the_choice_kept(office, official):
    made = make.recommendation(official)
    page = text(office.post(url("answer", made.public_id), {"decision": "reject", "reason": ""}))
    assert "Give the reason." in page and "checked" in page
    made.refresh_from_db()
    assert made.state == State.PROPOSED


def test_answering_twice_is_refused_in_words(office, official):
    made = make.answered(official)
    response = office.post(url("answer", made.public_id), {"decision": "reject", "reason": "No."})
    assert response.status_code == 200 and "is not possible" in text(response)


def test_a_claim_that_changes_nothing_is_refused(office, official):
    made = make.answered(official)
    page = text(office.post(url("done", made.public_id), {"text": "x", "before": "a  b", "after": "a b"}))
    assert "Show what changed" in page


def test_another_offices_recommendation_is_like_none(office, sign_in):
    made = make.recommendation(factories.official())
    for name in ("recommendation", "answer", "progress", "done"):
        foreign, missing = office.get(url(name, made.public_id)), office.get(url(name, "0" * 16))
        assert foreign.status_code == missing.status_code == 404
        assert foreign.content == missing.content
    assert office.get(url("new", made.request.public_id)).status_code == 404


def test_the_list_filters_by_state_and_overdue(sign_in, official):
    old = make.recommendation(official, text="An old one")
    with time_machine.travel(old.answer_by + timedelta(days=1)):
        new = make.recommendation(official, text="A new one")
        assert {new.state, old.state} == {State.PROPOSED}
        office = sign_in(official.user)
        overdue = text(office.get(url("recommendations"), {"state": "no_response"}))
        assert "An old one" in overdue and "A new one" not in overdue
        everything = text(office.get(url("recommendations"), {"state": "nonsense"}))
        assert "An old one" in everything and "A new one" in everything


def test_an_expert_sees_what_her_input_did_and_checks_it(sign_in, official):
    made = make.claimed(official)
    expert = make.expert_of(made)
    client = sign_in(expert.user)
    assert made.text in text(client.get(url("your_input")))
    page = text(client.get(url("your_input_one", made.public_id)))
    assert "Was it done?" in page and "It was asked for by many." in page
    client.post(url("your_input_one", made.public_id), {"holds": "no", "words": "Page 3 is as it was."})
    made.refresh_from_db()
    assert made.state == State.DISPUTED
    office = text(sign_in(official.user).get(url("recommendation", made.public_id)))
    assert "Page 3 is as it was." in office and expert.user.alias not in office


def test_an_expert_sees_nothing_of_others_work(sign_in, official):
    made = make.recommendation(official)
    client = sign_in(factories.expert().user)
    assert made.text not in text(client.get(url("your_input")))
    foreign, missing = (client.get(url("your_input_one", key)) for key in (made.public_id, "0" * 16))
    assert foreign.status_code == 404 and foreign.content == missing.content


def test_everybody_reads_the_register_without_people(official):
    made = make.claimed(official)
    services.check(made, make.expert_of(made), holds=False, words="private words")
    listed, one = Client().get(url("register")), Client().get(url("register_one", made.public_id))
    for page in (text(listed), text(one)):
        assert made.text in page and official.agency.name in page
        for private in (official.name, make.expert_of(made).user.alias, "private words"):
            assert private not in page
    assert "before it" in text(one) and "It was asked for by many." in text(one)


def test_silence_is_shown_to_everybody(official):
    made = make.recommendation(official)
    with time_machine.travel(made.answer_by + timedelta(seconds=1)):
        assert "No response" in text(Client().get(url("register_one", made.public_id)))
    assert "Waiting to be acknowledged" in text(Client().get(url("register_one", made.public_id)))


def test_the_register_holds_only_public_requests_and_narrows(official):
    made = make.recommendation(official)
    assert made.text not in text(Client().get(url("register"), {"search": "nothing like it"}))
    assert made.text in text(
        Client().get(url("register"), {"search": "FORM", "office": official.agency.public_id})
    )
    made.request.state = "withdrawn"
    made.request.save()
    assert made.text not in text(Client().get(url("register")))
    assert Client().get(url("register_one", made.public_id)).status_code == 404


def test_the_record_page_hides_what_rests_on_too_few(office, official):
    make.answered(official)
    assert "Too few to say" in text(office.get(url("record")))
    for _ in range(4):
        make.answered(official)
    page = text(office.get(url("record")))
    assert "5 of 5 recommendations in time" in page and "100 %" in page


@pytest.mark.parametrize(
    ("page", "role"), [("recommendations", Role.OFFICIAL), ("your_input", Role.EXPERT), ("register", None)]
)
def test_lists_take_the_same_queries_however_long(
    page, role, sign_in, official, django_assert_num_queries, django_assert_max_num_queries
):
    asked, expert = make.request(official), factories.expert()
    note = make.note(make.engagement(asked, official, expert))
    client = {
        None: Client,
        Role.OFFICIAL: lambda: sign_in(official.user),
        Role.EXPERT: lambda: sign_in(expert.user),
    }[role]()
    make.answered(official, note)
    client.get(url(page))
    with django_assert_max_num_queries(30) as few:
        client.get(url(page))
    for _ in range(10):
        make.claimed(official, note)
    with django_assert_num_queries(len(few)):
        client.get(url(page))
