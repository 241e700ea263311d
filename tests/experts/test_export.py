"""A copy of everything: all of it, described by a schema, for its owner alone and only after confirming who it is."""

import json
from datetime import datetime
from time import perf_counter

import pytest
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from django.urls import reverse
from jsonschema import Draft202012Validator, FormatChecker

from network.common import clock
from network.common.documents import as_pdf
from network.consent.models import Recall
from network.experts import export, services
from network.experts.export import everything_about, schema_of_everything
from network.experts.management.commands import draw_export_schema
from network.experts.models import AgencyAlias, DayOff, Opening, Reading
from network.experts.readable import readable_copy
from network.notifications.events import all_events
from network.notifications.services import notify
from network.people.drafts import keep_draft
from network.people.safe_contact import SafeContact, keep_safe_contact
from network.safeguarding.services import answer, raise_concern
from tests import canaries, factories
from tests.engagements import make
from tests.engagements.stories import checked

pytestmark = pytest.mark.django_db
FORMATS = FormatChecker(())


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(text) -> bool:
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


def faults(data) -> list[str]:
    """What the schema has against this export, as a file holds it."""
    schema = Draft202012Validator(schema_of_everything(), format_checker=FORMATS)
    found = schema.iter_errors(json.loads(json.dumps(data)))
    return [f"{error.json_path}: {error.message}" for error in found]


@pytest.fixture
def expert():
    return factories.expert()


@pytest.fixture
def full():
    """An expert with something in every section."""
    expert = checked().engagement.profile
    office = factories.agency(name="Walled Office")
    services.add_wall(expert, office)
    AgencyAlias.objects.get_or_create(profile=expert, agency=office, defaults={"alias": "Blue Oak"})
    DayOff.objects.create(profile=expert, date=clock.now().date())
    Reading.objects.create(
        profile=expert, viewer="x", viewer_role="Finance", purpose="payout",
        fields="payout_details", reason="Transfer", at=clock.now(),
    )  # fmt: skip
    Opening.objects.create(
        profile=expert, fields="about", danger="life", reason="A call", asked_by=make.manager(),
        asked_at=clock.now(), open_until=clock.now(),
    )  # fmt: skip
    Recall.objects.create(
        person=expert.user, purpose="record", audience_kind="engagement", agency=office,
        about="n1", asked_at=clock.now(), due_at=clock.now(), remind_at=clock.now(),
    )  # fmt: skip
    factories.voice(expert)
    keep_safe_contact(expert.user.public_id, SafeContact("email", "a@example.org"))
    concern = raise_concern(expert.user, "pay", False, "The hours were wrong")
    answer(concern, "acknowledge", "We look into it", by=make.manager())
    notify(expert.user, all_events()[0].name, "x")
    typed = RequestFactory().post("/", {"words": "half a thought"}).POST
    keep_draft(expert.user, "/help/tell-us/", typed)
    UserSession.objects.create(user=expert.user, session_key="k", user_agent="Firefox", ip="0.0.0.0")
    return expert


@pytest.fixture
def client(sign_in, full):
    return sign_in(full.user, confirmed=True)


def test_every_section_is_filled_and_as_the_schema_says(full):
    data = everything_about(full)
    assert faults(data) == []
    empty = [name for name in export.all_sections() if not data[name]]
    assert empty == [], "an empty section proves nothing about its schema"


def test_an_expert_who_gave_nothing_has_a_valid_copy_too(expert):
    assert faults(everything_about(expert)) == []


def test_the_schema_refuses_an_unknown_section_and_a_missing_one(full):
    data = everything_about(full)
    assert "unexpected" in str(faults({**data, "guesses": []}))
    data.pop("walls")
    assert "'walls' is a required property" in str(faults(data))


@pytest.mark.parametrize("name", export.all_sections())
def test_each_section_refuses_what_its_schema_does_not_name(full, name):
    """The negative control of the test above, for every section that an app registers."""
    data = everything_about(full)
    place = data[name][0] if isinstance(data[name], list) else data[name]
    if isinstance(place, dict):
        place["more"] = "not described"
    else:
        data[name] = [{"not": "a word"}]
    assert faults(data)


def test_every_section_has_a_title_that_people_can_read():
    for name, section in export.all_sections().items():
        assert section.schema["title"][0].isupper(), name


def test_the_published_schema_is_the_one_in_use(monkeypatch, tmp_path):
    call_command("draw_export_schema", "--check")
    monkeypatch.setattr(draw_export_schema.Command, "file", tmp_path / "schema.json")
    with pytest.raises(CommandError):
        call_command("draw_export_schema", "--check")
    call_command("draw_export_schema")
    call_command("draw_export_schema", "--check")


def test_it_holds_everything_that_is_sealed_and_said(client, full):
    words = canaries.plant(full)
    answer = client.post(reverse("rights:export"), {"as": "data"})
    data = json.loads(answer.content)
    assert data["sealed"] == words and data["walls"] == ["Walled Office"]
    assert data["concerns"][0]["words"]["raised"] == "The hours were wrong"
    assert data["concerns"][0]["words"]["acknowledge"] == "We look into it"
    assert data["drafts"][0]["typed"] == "words: half a thought"
    assert data["safe_contact"]["address"] == "a@example.org"
    assert {"contact", "matching"} <= {row["purpose"] for row in data["receipts"]}
    assert data["profile"]["topics"] == ["National referral mechanisms"]
    assert data["format"] == "expert-consultant-network/2"


@pytest.mark.parametrize(("kind", "ending"), [("data", "json"), ("document", "pdf")])
def test_the_name_of_the_file_says_nothing(client, kind, ending):
    with clock.standing_at(datetime.fromisoformat("2026-12-01T10:00+00:00")):
        answer = client.post(reverse("rights:export"), {"as": kind})
    assert answer["Content-Disposition"] == f'attachment; filename="copy-2026-12-01.{ending}"'


def test_the_readable_copy_says_all_that_the_data_say(full):
    """Every word that is kept stands in the document; every section and field stands under its title."""
    document = readable_copy(full)
    text = "\n".join(str(part) for section in document.sections for part in section.parts)
    headings = [section.heading for section in document.sections]
    assert headings == [section.schema["title"] for section in export.all_sections().values()]
    for said in (
        "The hours were wrong",
        "We look into it",
        "half a thought",
        "a@example.org",
        "Walled Office",
    ):
        assert said in text
    assert all(word in text for word in everything_about(full)["sealed"].values())
    assert "(Nairobi time)" in text and "Nothing" in text and "'Urgent', 'No'" in text


def test_an_empty_copy_can_be_read_too(expert):
    parts = {section.heading: section.parts for section in readable_copy(expert).sections}
    assert parts["Where you are signed in"] == ("Nothing",)


def test_the_document_is_a_pdf_that_gives_nothing_away_outside(client, full):
    answer = client.post(reverse("rights:export"), {"as": "document"})
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert full.user.alias.encode() not in answer.content and b"/Title" not in answer.content


def test_it_is_made_within_a_minute(full):
    for number in range(300):
        notify(full.user, all_events()[0].name, f"subject-{number}")
    begun = perf_counter()
    as_pdf(readable_copy(full))
    assert perf_counter() - begun < 60


def test_opening_the_page_gives_no_data(client, full):
    words = canaries.plant(full)
    page = client.get(reverse("rights:export")).content.decode()
    assert not any(word in page for word in words.values())


def test_nothing_is_handed_out_before_confirming_who_it_is(sign_in, expert):
    page = reverse("rights:export")
    client = sign_in(expert.user)
    for asked in (client.get(page), client.post(page)):
        assert asked.url == f"{reverse('account_reauthenticate')}?next={page}"
    assert sign_in(expert.user, confirmed=True).post(page).status_code == 200


def test_nothing_of_another_expert_is_in_it(expert):
    other = factories.expert()
    raise_concern(other.user, "pay", False, "Not yours")
    text = json.dumps(everything_about(expert))
    assert "Not yours" not in text and other.user.alias not in text


def test_the_number_of_queries_does_not_grow(
    expert, django_assert_num_queries, django_assert_max_num_queries
):
    def fill(times):
        for number in range(times):
            services.add_wall(expert, factories.agency())
            raise_concern(expert.user, "pay", False, f"Words {number}")
            notify(expert.user, all_events()[0].name, f"subject-{number}-{times}")

    fill(1)
    with django_assert_max_num_queries(45) as few:
        everything_about(expert)
    fill(20)
    with django_assert_num_queries(len(few)):
        everything_about(expert)
