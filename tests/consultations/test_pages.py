import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from network.consultations import services
from network.consultations.states import CHECKED, RequestState
from network.people.roles import Role
from tests import factories
from tests.consultations import make

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"consultations:{name}", args=args)


def date_parts(name, day):
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


@pytest.fixture
def office(sign_in):
    """An official's client and the draft they work on."""
    made = make.draft()
    return sign_in(made.created_by.user), made


def work(**changes) -> dict:
    """The work section as typed, with nothing wrong."""
    return {
        "activity": "roundtable",
        "seats": 2,
        "session_minutes": 90,
        "languages": ["en"],
        **date_parts("earliest_date", make.in_days(40)),
        **date_parts("latest_date", make.in_days(50)),
        **changes,
    }


def test_an_official_starts_a_request(sign_in):
    client = sign_in(factories.official().user)
    answer = client.post(url("start"), {"title": "Review of a form"}, follow=True)
    assert "Review of a form" in answer.text and "Not started" in answer.text


def test_an_empty_title_is_named_beside_the_field(sign_in):
    answer = sign_in(factories.official().user).post(url("start"), {"title": ""})
    assert "There is a problem" in answer.text and "Enter a title" in answer.text


def test_leaving_out_preparation_and_debrief_gives_the_least(office):
    client, made = office
    answer = client.post(url("section", made.public_id, "work"), work())
    assert answer.status_code == 302
    kept = make.reload(made)
    assert (kept.preparation_minutes, kept.debrief_minutes) == (45, 30)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"preparation_minutes": 30}, "Enter 45 or more"),
        ({"debrief_minutes": 5}, "Enter 30 or more"),
        ({"seats": 1}, "at least 2 experts"),
        ({"seats": "two"}, "whole number in digits"),
        ({"latest_date_2": 2020}, "not before the earliest"),
        ({"earliest_date_0": "31", "earliest_date_1": "2"}, "real date"),
    ],
)
def test_wrong_numbers_are_refused_and_what_was_typed_stays(office, change, words):
    client, made = office
    answer = client.post(url("section", made.public_id, "work"), work(**change))
    assert answer.status_code == 200 and words in answer.text
    for value in change.values():
        assert f'value="{value}"' in answer.text
    assert make.reload(made).seats == 3


def test_half_a_section_can_be_saved_for_later(office):
    client, made = office
    page = url("section", made.public_id, "uses")
    assert client.post(page, {"uses": "We publish it.", "power": ""}).status_code == 200
    assert client.post(page, {"uses": "We publish it.", "power": "", "later": "yes"}).status_code == 302
    assert make.reload(made).uses == "We publish it."
    assert "In progress" in client.get(url("request", made.public_id)).text


def test_the_pay_shows_at_once(office):
    client, made = office
    answer = client.post(url("section", made.public_id, "work"), work(do="price"), follow=True)
    # 165 minutes at $90; two seats with a fifth on top.
    assert "$247.50" in answer.text and "$594.00" in answer.text


def test_questions_are_added_moved_and_removed_without_script(office):
    client, made = office
    page = url("section", made.public_id, "questions")
    typed = {"question_0": "First?", "question_1": "Second?"}

    def texts():
        return [question.text for question in make.reload(made).questions.all()]

    answer = client.post(page, typed | {"do": "add"}, follow=True)
    assert 'name="question_2"' in answer.text
    client.post(page, typed | {"do": "up-1"})
    assert texts() == ["Second?", "First?"]
    client.post(page, typed | {"do": "remove-0"})
    assert texts() == ["Second?"]
    client.post(page, typed | {"do": "remove-99"})
    assert texts() == ["First?", "Second?"]


def test_a_finding_stands_beside_its_question(office):
    client, made = office
    page = url("section", made.public_id, "questions")
    answer = client.post(page, {"question_0": "Who trafficked you?", "do": "add"}, follow=True)
    assert "We do not pass this on" in answer.text and "Instead:" in answer.text


def test_no_question_at_all_is_an_error(office):
    client, made = office
    answer = client.post(url("section", made.public_id, "questions"), {"question_0": " "})
    assert "Write at least one question" in answer.text
    assert make.reload(made).questions.count() == 2


def test_who_attends_needs_a_name_or_role_and_a_reason(office):
    client, made = office
    page = url("section", made.public_id, "attendees")
    answer = client.post(page, {"who_0": "Policy lead", "why_0": "", "who_1": "", "why_1": "Takes notes"})
    assert "what they do in the room" in answer.text and "Enter who this is" in answer.text
    client.post(page, {"who_0": "Policy lead", "why_0": "Answers", "who_1": "Clerk", "why_1": "Takes notes"})
    assert [person.who for person in make.reload(made).attendees.all()] == ["Policy lead", "Clerk"]


def test_an_approver_promises_money_on_the_page(office):
    client, made = office
    page = url("funds", made.public_id)
    typed = {"kind": "purchase_order", "reference": "PO-1", "amount": "1,133.99"}
    answer = client.post(page, typed)
    assert "$1,134.00 or more" in answer.text and "1,133.99" in answer.text
    assert client.post(page, typed | {"amount": "1,134.00"}).status_code == 302
    assert make.reload(made).fund_ref


def test_preview_and_review_show_the_same_terms(sign_in):
    made = make.submitted()
    preview = sign_in(made.created_by.user).get(url("preview", made.public_id)).text
    review = sign_in(factories.user(Role.MANAGER)).get(url("review", made.public_id)).text
    for words in ("$315.00", "3 hours 30 minutes", "Policy lead", make.QUESTIONS[0], "The law itself."):
        assert words in preview and words in review


def test_the_preview_of_a_draft_shows_its_pay(office):
    client, made = office
    assert "$315.00" in client.get(url("preview", made.public_id)).text


def test_submitting_too_early_says_what_to_do(office):
    client, made = office
    answer = client.post(url("submit", made.public_id), follow=True)
    assert "is promised" in answer.text
    assert make.reload(made).state == RequestState.DRAFT


def test_the_office_and_the_reviewer_go_back_and_forth(sign_in):
    made, manager = make.funded(), factories.user(Role.MANAGER)
    office, reviewer = sign_in(made.created_by.user), sign_in(manager)
    office.post(url("submit", made.public_id))
    assert made.title in reviewer.get(url("review_queue")).text
    reviewer.post(url("start_review", made.public_id))
    reviewer.post(url("answer", made.public_id), {"text": "Name the budget.", "do": "ask_changes"})
    assert "Name the budget." in office.get(url("request", made.public_id)).text
    office.post(url("note", made.public_id), {"text": "It is in chapter 2."})
    office.post(url("submit", made.public_id))
    assert "It is in chapter 2." in reviewer.get(url("review", made.public_id)).text
    reviewer.post(url("start_review", made.public_id))
    reviewer.post(url("publish", made.public_id))
    assert make.reload(made).state == RequestState.PUBLISHED


def test_asking_for_changes_without_a_note_changes_nothing(sign_in):
    made = make.in_review()
    answer = sign_in(factories.user(Role.MANAGER)).post(
        url("answer", made.public_id), {"text": "", "do": "ask_changes"}
    )
    assert "Write what you want to say" in answer.text
    assert make.reload(made).state == RequestState.IN_REVIEW


def test_publishing_too_early_is_refused_on_the_page(sign_in):
    made = make.submitted()
    answer = sign_in(factories.user(Role.MANAGER)).post(url("publish", made.public_id), follow=True)
    assert "reviewed" in answer.text and make.reload(made).state == RequestState.SUBMITTED


def test_withdrawing_asks_once_more(office):
    client, made = office
    assert "Withdraw this request?" in client.get(url("withdraw", made.public_id)).text
    assert make.reload(made).state == RequestState.DRAFT
    client.post(url("withdraw", made.public_id))
    assert make.reload(made).state == RequestState.WITHDRAWN


@pytest.mark.parametrize("state", sorted(set(RequestState) - CHECKED))
def test_what_is_published_or_over_shows_no_checks(sign_in, state):
    made = make.submitted()
    office, manager = sign_in(made.created_by.user), sign_in(factories.user(Role.MANAGER))
    seen = [(office, url("request", made.public_id)), (manager, url("review", made.public_id))]
    assert all("What we promise experts" in client.get(page).text for client, page in seen)
    type(made).objects.filter(pk=made.pk).update(state=state)
    for client, page in seen:
        found = client.get(page).text
        assert made.title in found
        assert "What we promise experts" not in found and "Not met" not in found


def test_the_public_page_names_nobody(client):
    made = make.published()
    answer = client.get(url("board_request", made.public_id)).text
    assert made.title in answer and "1 person of the office" in answer
    assert "Policy lead" not in answer
    assert made.title in client.get(url("board")).text


def test_foreign_and_missing_requests_are_the_same_bytes(sign_in):
    client = sign_in(factories.official().user)
    foreign = make.submitted()
    for name, args in {
        "request": (),
        "preview": (),
        "withdraw": (),
        "section": ("work",),
        "funds": (),
    }.items():
        there = client.get(url(name, foreign.public_id, *args))
        missing = client.get(url(name, "A" * 16, *args))
        assert there.status_code == missing.status_code == 404
        assert there.content == missing.content


def test_a_section_of_a_submitted_request_is_no_page(sign_in):
    made = make.submitted()
    client = sign_in(made.created_by.user)
    assert client.get(url("section", made.public_id, "work")).status_code == 404
    assert client.get(url("section", make.draft(made.created_by).public_id, "nonsense")).status_code == 404


@pytest.mark.parametrize("name", ["list", "review_queue", "board"])
def test_lists_take_the_same_queries_for_three_and_for_thirty(name, sign_in):
    official, manager = factories.official(), factories.user(Role.MANAGER)
    viewer = {"list": official.user, "review_queue": manager}.get(name)
    client = sign_in(viewer) if viewer else sign_in(factories.user(Role.EXPERT))
    maker = {"list": make.draft, "review_queue": make.submitted, "board": make.published}[name]
    for _ in range(3):
        maker(official)
    few = _queries(client, url(name))
    for _ in range(22):
        maker(official)
    assert _queries(client, url(name)) == few


@pytest.mark.parametrize("name", ["request", "review"])
def test_pages_take_the_same_queries_however_long_the_request(name, sign_in):
    made = make.submitted()
    viewer = made.created_by.user if name == "request" else factories.user(Role.MANAGER)
    client = sign_in(viewer)
    few = _queries(client, url(name, made.public_id))
    for number in range(30):
        services.add_note(made, viewer, "official", f"Note {number}")
    assert _queries(client, url(name, made.public_id)) == few


def _queries(client, page) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(caught)
