"""My privacy: one question a page, the same steps for yes and for no, nobody asks why."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from network.common import clock
from network.consent import ledger, services, texts, uses
from network.consent import queries as consent_queries
from network.consent.models import Entry, Grant
from network.consent.purposes import NETWORK, PUBLIC, RULES, Audience, AudienceKind, Purpose
from network.consent.uses import register_use
from network.notifications.queries import as_shown
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def ask(purpose, audience=NETWORK):
    parts = [part for part in (purpose, audience.kind, audience.ref) if part]
    return reverse("consent:question", args=parts)


class Counted:
    """A client that counts the pages opened and the forms sent."""

    def __init__(self, client):
        self.client, self.pages, self.posts = client, 0, 0

    def open(self, path):
        self.pages += 1
        return self.client.get(path)

    def press(self, path, **data):
        self.posts += 1
        return self.client.post(path, data)


def walk(client, purpose, audience, button):
    """From My privacy by the links on the pages to the button; what it took."""
    counted = Counted(client)
    assert ask(purpose, audience) in counted.open(reverse("consent:home")).content.decode()
    page = counted.open(ask(purpose, audience)).content.decode()
    form = page.split("<main")[1].split("<form")[1].split("</form>")[0]
    inputs = re.findall(r"<(?:input|textarea|select)[^>]*", form)
    asked = {re.search(r'name="(\w+)"', found)[1] for found in inputs} - {"csrfmiddlewaretoken"}
    assert asked <= {"months"}, "nothing is asked but for how long, no reason either"
    assert not asked or "checked" in form, "the end is chosen already"
    assert re.findall(r'name="answer" value="(\w+)"', form) == ["yes", "no"]
    counted.press(ask(purpose, audience), answer=button)
    return counted.pages, counted.posts


STANDING = [
    (purpose, audience)
    for purpose, rule in RULES.items()
    for audience in (NETWORK, PUBLIC)
    if audience.kind in rule.audiences
]


@pytest.mark.parametrize(("purpose", "audience"), STANDING)
def test_taking_back_takes_exactly_the_steps_of_giving(client, expert, purpose, audience, monkeypatch):
    monkeypatch.setattr(uses, "_USES", dict(uses._USES))
    register_use("a.place", purpose, "A place")  # Nothing is asked that nothing uses.
    given = walk(client, purpose, audience, "yes")
    assert Grant.objects.filter(person=expert.user, purpose=purpose).exists()
    taken = walk(client, purpose, audience, "no")
    assert not Grant.objects.exists()
    assert taken == given == (2, 1)


def test_for_one_piece_of_work_too_and_it_can_be_given_again(client, expert):
    work = Audience(AudienceKind.ENGAGEMENT, "work-one")
    ledger.grant(expert.user, Purpose.RECORD, work)
    assert walk(client, Purpose.RECORD, work, "no") == (2, 1)
    assert walk(client, Purpose.RECORD, work, "yes") == (2, 1)
    assert ledger.allows(expert.user, Purpose.RECORD, work)


def test_the_same_answer_twice_writes_one_line(client):
    for _ in range(2):
        client.post(ask(Purpose.MATCHING), {"answer": "yes"})
    assert Entry.objects.count() == 1


def test_no_answer_is_an_error_that_names_the_cure_and_changes_nothing(client):
    for wrong in ({}, {"answer": "maybe"}):
        page = client.post(ask(Purpose.MATCHING), wrong)
        assert page.status_code == 200 and b"Press one of the two buttons" in page.content
    assert not Entry.objects.exists()


def test_opening_a_page_changes_nothing(client):
    client.get(ask(Purpose.MATCHING) + "?answer=yes")
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/privacy/ask/nothing/network/",
        "/privacy/ask/matching/public/",
        "/privacy/ask/matching/nobody/",
        "/privacy/ask/record/engagement/",
        "/privacy/ask/record/engagement/not-mine/",
        "/privacy/first/story/",
    ],
)
def test_what_cannot_be_asked_is_not_there(client, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {"answer": "yes"}).status_code == 404
    assert not Entry.objects.exists()


def test_the_audience_of_another_expert_is_not_mine(client):
    other = factories.expert(consents=())
    ledger.grant(other.user, Purpose.RECORD, Audience(AudienceKind.ENGAGEMENT, "theirs"))
    foreign = client.get("/privacy/ask/record/engagement/theirs/")
    missing = client.get("/privacy/ask/record/engagement/nobodys/")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_the_first_questions_follow_each_other_and_end_in_a_check(client, expert):
    path, asked = reverse("consent:first", args=["contact"]), []
    while path != reverse("consent:check"):
        asked.append(path.split("/")[-2])
        path = client.post(path, {"answer": "no" if "matching" in path else "yes"}).url
    assert asked == list(consent_queries.FIRST)
    page = client.get(path).content.decode()
    assert page.count("Yes</dd>") == 2 and page.count("No</dd>") == 1
    assert all(reverse("consent:first", args=[purpose]) in page for purpose in asked)


def test_a_first_question_says_which_it_is_and_a_mistake_keeps_it(client):
    path = reverse("consent:first", args=["matching"])
    assert "Question 2 of 3" in client.get(path).content.decode()
    assert b"Press one of the two buttons" in client.post(path, {}).content


def test_resting_and_lapsed_are_said_in_words(client, expert):
    ledger.grant(expert.user, Purpose.STORY, PUBLIC)
    page = client.get(reverse("consent:home")).content.decode()
    assert "Resting" in page and "We ask you again on" in page and "Ends" in page
    with clock.standing_at(clock.months_later(clock.now(), 13)):
        assert "Time ran out" in client.get(reverse("consent:home")).content.decode()


def _story(client, **data):
    return client.post(ask(Purpose.STORY, PUBLIC), data, follow=True).content.decode()


def test_the_second_yes_on_another_day_begins_it_and_without_it_it_stays_off(client, expert):
    start = clock.now()
    with clock.standing_at(start):
        assert "in three days we ask you once more" in _story(client, answer="yes", months="3")
    assert Grant.objects.get().until == clock.months_later(start, 3)
    with clock.standing_at(start + timedelta(hours=71)):
        assert services.ask_second_yes() == 0
        _story(client, answer="yes")
        assert not ledger.allows(expert.user, Purpose.STORY, PUBLIC)
    with clock.standing_at(start + timedelta(hours=73)):
        assert (services.ask_second_yes(), services.ask_second_yes()) == (1, 0)
        notice = expert.user.notices.get(event="consent.second_yes")
        record = reverse("consent:receipt", args=[Grant.objects.get().record])
        assert as_shown(notice).url == record
        home = client.get(reverse("consent:home")).content.decode()
        assert "Waiting for your second yes" in home and record in home
        assert ask(Purpose.STORY, PUBLIC) in client.get(record).content.decode()
        page = client.get(ask(Purpose.STORY, PUBLIC)).content.decode()
        assert "Yes, I still agree" in page and "No, leave it off" in page and 'name="months"' not in page
        _story(client, answer="yes")
        assert ledger.allows(expert.user, Purpose.STORY, PUBLIC)
        assert "Waiting for your second yes" not in client.get(reverse("consent:home")).content.decode()
    assert [entry.act for entry in Entry.objects.all()] == ["grant", "confirm"]


def test_a_no_the_second_time_ends_it(client, expert):
    _story(client, answer="yes")
    with clock.standing_at(clock.now() + timedelta(hours=73)):
        _story(client, answer="no")
        assert not Grant.objects.exists()


def test_who_took_it_back_meanwhile_or_got_new_words_is_not_asked_a_second_time(client, expert, monkeypatch):
    ledger.grant(expert.user, Purpose.STORY, PUBLIC)
    ledger.grant(expert.user, Purpose.NAME, PUBLIC)
    gone = Grant.objects.get(purpose=Purpose.NAME).pk
    ledger.withdraw(expert.user, Purpose.NAME, PUBLIC)
    old = texts.TEXTS["en"][Purpose.STORY]
    monkeypatch.setitem(texts.TEXTS["en"], Purpose.STORY, old._replace(version=2))
    with clock.standing_at(clock.now() + timedelta(hours=73)):
        assert services.ask_second_yes() == services._ask(gone) == 0
    assert not expert.user.notices.exists()


@pytest.mark.parametrize(
    ("purpose", "audience", "offered", "chosen"),
    [
        (Purpose.STORY, PUBLIC, ["3", "6", "12", "24", "36"], "12"),
        (Purpose.MATCHING, NETWORK, ["0", "3", "6", "12", "24", "36"], "0"),
    ],
)
def test_the_end_is_chosen_on_the_page_of_the_question(client, purpose, audience, offered, chosen):
    page = client.get(ask(purpose, audience)).content.decode()
    assert re.findall(r'name="months"\s+value="(\d+)"', page) == offered
    assert re.search(rf'name="months"\s+value="{chosen}"[^>]*checked', page)


def test_an_end_that_is_not_offered_is_refused(client):
    page = client.post(ask(Purpose.STORY, PUBLIC), {"answer": "yes", "months": "48"})
    assert page.status_code == 200 and b"Choose one of these ends" in page.content
    assert not Entry.objects.exists()


def test_an_end_chosen_for_matching_counts_and_a_yes_again_renews_it(client, expert):
    start = clock.now()
    with clock.standing_at(start):
        client.post(ask(Purpose.MATCHING), {"answer": "yes", "months": "3"})
        assert Grant.objects.get().until == clock.months_later(start, 3)
        client.post(ask(Purpose.MATCHING), {"answer": "yes", "months": "0"})
        assert Grant.objects.get().until is None
    with clock.standing_at(start + timedelta(days=500)):
        assert ledger.allows(expert.user, Purpose.MATCHING, NETWORK)


@pytest.mark.parametrize("language", ["es", "fr", "ar"])
def test_the_question_is_asked_in_the_experts_language(sign_in, language):
    person = factories.expert(consents=(), user=factories.user(Role.EXPERT, language=language)).user
    page = sign_in(person).get(ask(Purpose.MATCHING)).content.decode()
    text = texts.TEXTS[language][Purpose.MATCHING]
    assert text.question in page and text.meaning in page and f'lang="{language}"' in page
    sign_in(person).post(ask(Purpose.MATCHING), {"answer": "yes"})
    assert Grant.objects.get().text_version == f"matching/{language}/1"


def test_changed_words_are_said_and_asked_again(client, expert, monkeypatch):
    ledger.grant(expert.user, Purpose.MATCHING, NETWORK)
    old = texts.TEXTS["en"][Purpose.MATCHING]
    monkeypatch.setitem(texts.TEXTS["en"], Purpose.MATCHING, old._replace(version=2))
    assert "Words changed: please read again" in client.get(reverse("consent:home")).content.decode()
    assert "Yes, I agree" in client.get(ask(Purpose.MATCHING)).content.decode()
    client.post(ask(Purpose.MATCHING), {"answer": "yes"})
    assert ledger.allows(expert.user, Purpose.MATCHING, NETWORK)


def test_a_no_to_what_is_off_stays_on_my_privacy(client):
    answer = client.post(ask(Purpose.MATCHING), {"answer": "no"})
    assert answer.url == reverse("consent:home")


def test_what_never_began_had_no_use(client, expert):
    ledger.grant(expert.user, Purpose.IMAGE, PUBLIC)
    record = Grant.objects.get().record
    ledger.withdraw(expert.user, Purpose.IMAGE, PUBLIC)
    assert "Nothing had used it yet" in client.get(reverse("consent:receipt", args=[record])).content.decode()


def test_places_where_a_yes_is_used_are_listed(client):
    assert "The note of what you said" in _page(client, Purpose.RECORD)


def _page(client, purpose):
    person = client.get(reverse("consent:home")).wsgi_request.user
    work = Audience(AudienceKind.ENGAGEMENT, "work-one")
    ledger.grant(person, purpose, work)
    return client.get(ask(purpose, work)).content.decode()


def test_receipts_name_purpose_office_act_time_and_wording(client, expert):
    office = factories.agency(name="Office of Receipts")
    audience = Audience(AudienceKind.AGENCY, office.public_id)
    ledger.grant(expert.user, Purpose.CONTACT_AGAIN, audience)
    ledger.withdraw(expert.user, Purpose.CONTACT_AGAIN, audience)
    page = client.get(reverse("consent:receipts")).content.decode()
    for words in (
        "May this office ask for you again?",
        "Office of Receipts",
        "You said yes",
        "You took it back",
        "contact_again/en/1",
    ):
        assert words in page


def test_another_experts_receipts_are_not_shown(client):
    ledger.grant(factories.expert(consents=()).user, Purpose.MATCHING, NETWORK)
    assert b"You have not answered anything yet" in client.get(reverse("consent:receipts")).content


@pytest.mark.parametrize("name", ["consent:home", "consent:receipts", "consent:check", "consent:asked_back"])
@pytest.mark.parametrize("role", [role for role in Role if role != Role.EXPERT])
def test_nobody_else_has_these_pages(sign_in, name, role):
    assert sign_in(factories.user(role)).get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", ["consent:home", "consent:receipts"])
def test_the_number_of_queries_does_not_grow(client, expert, name):
    counts = []
    for batch in range(3):
        for number in range(6):
            office = factories.agency()
            ledger.grant(expert.user, Purpose.CONTACT_AGAIN, Audience(AudienceKind.AGENCY, office.public_id))
            work = Audience(AudienceKind.ENGAGEMENT, f"work-{batch}-{number}")
            ledger.grant(expert.user, Purpose.RECORD, work)
        counts.append(_queries(client, name))
    assert counts[1] == counts[2] <= 12


def _queries(client, name) -> int:
    with CaptureQueriesContext(connection) as caught:
        client.get(reverse(name))
    return len(caught)
