"""A receipt to read holds all that was agreed, each under its own heading, with its times where she lives."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from network.common import clock
from network.common.documents import Facts, Table
from network.consent import ledger, queries, receipts, texts
from network.consent.models import Entry
from network.consent.purposes import NETWORK, PUBLIC, Audience, AudienceKind, Purpose
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
START = datetime(2027, 1, 31, 9, tzinfo=UTC)


def somebody(**fields):
    return factories.user(Role.EXPERT, **{"time_zone": "Africa/Nairobi", **fields})


def agreement_of(person, number: int = 0) -> queries.Agreement:
    records = list(dict.fromkeys(Entry.objects.filter(person=person).values_list("record", flat=True)))
    return queries.agreement_for(person, records[number])


def shown(person) -> dict[str, object]:
    """The readable receipt by its headings: facts by name, a table as its rows, else words."""
    document = receipts.readable(person, agreement_of(person), "The Network")
    parts = {}
    for section in document.sections:
        [part] = section.parts
        parts[section.heading] = dict(part.pairs) if isinstance(part, Facts) else part
    return parts


def test_it_holds_every_fact_under_its_name():
    person, office = somebody(), factories.agency(name="Office of Receipts")
    audience = Audience(AudienceKind.AGENCY, office.public_id)
    with clock.standing_at(START):
        ledger.grant(person, Purpose.NAME, audience)
    text, found = texts.TEXTS["en"][Purpose.NAME], shown(person)
    events = found.pop("What happened")
    assert found == {
        "What you agreed to": {
            "The question": "May your name be shown?",
            "What it means": text.meaning,
            "To whom": "Office of Receipts",
            "Until": "31 Jan 2028, 12:00 (Nairobi)",
            "The wording": "name/en/1",
        },
        "Who is who": {
            "You, under a number": person.public_id,
            "Who is responsible": "The Network",
            "Who may receive it": "Office of Receipts",
        },
        "Your data": {
            "Which data": "Your name",
            "What is done with it": "Showing it",
            "Why it is allowed": "Because you agreed. Nothing else makes it allowed.",
            "Where it is kept": "In the network’s own database. What is private is locked with your own key.",
            "How long this receipt is kept": "7 years after your answer, so that it can be proven what was allowed",
        },
        "How to stop it": texts.WORDS["en"]["receipt"]["withdraw_words"],
        "Receipt": {
            "Number of this receipt": Entry.objects.get().record,
            "Form of this receipt": "expert-consultant-network/receipt/1; ISO/IEC TS 27560:2023",
        },
    }
    assert events == Table(
        ("When", "What", "State after it"),
        (("31 Jan 2027, 12:00 (Nairobi)", "You said yes", "Not in force; waits for your second yes"),),
    )


def test_it_says_first_what_it_is():
    person = somebody()
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    document = receipts.readable(person, agreement_of(person), "The Network")
    assert (document.title, document.language) == ("Receipt", "en")
    assert document.lead.startswith("This shows what you agreed to")


def test_what_has_no_end_and_no_number_is_said_in_words():
    person = somebody(language="fr")
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    words = texts.WORDS["fr"]["receipt"]
    found = shown(person)
    assert found[words["agreed"]][words["until"]] == words["no_end"]
    assert found[words["agreed"]][words["to_whom"]] == words["network"]
    assert found[words["parties"]][words["recipients"]] == words["network"]


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("en", "America/New_York", "31 Jan 2028, 04:00 (New York)"),
        ("fr", "Europe/London", "31 janv. 2028, 09:00 (Londres)"),
        ("ar", "Africa/Nairobi", "31 يناير 2028, 12:00 (نيروبي)"),
    ],
)
def test_times_are_where_she_lives_in_the_language_agreed_to(language, zone, said):
    person = somebody(language=language, time_zone=zone)
    with clock.standing_at(START):
        ledger.grant(person, Purpose.STORY, PUBLIC)
    words = texts.WORDS[language]["receipt"]
    assert shown(person)[words["agreed"]][words["until"]] == said


@pytest.fixture
def renewed(monkeypatch):
    """Figures agreed to in English until March, then renewed in French and in new words until June, then taken back."""
    person = somebody()
    with clock.standing_at(START):
        ledger.grant(person, Purpose.STATISTICS, NETWORK, until=START + timedelta(days=30))
    person.language = "fr"
    new = texts.Text(2, "Nouveau ?", "Nouveau.")
    monkeypatch.setitem(texts.TEXTS["fr"], Purpose.STATISTICS, new)
    monkeypatch.setitem(texts.VERSIONS["fr"], Purpose.STATISTICS, [new])
    with clock.standing_at(START + timedelta(days=20)):
        ledger.grant(person, Purpose.STATISTICS, NETWORK, until=START + timedelta(days=120))
    with clock.standing_at(START + timedelta(days=40)):
        ledger.withdraw(person, Purpose.STATISTICS, NETWORK)
    return person


def test_the_last_yes_gives_language_words_and_end(renewed):
    words = texts.WORDS["fr"]["receipt"]
    agreed = shown(renewed)[words["agreed"]]
    assert (agreed[words["question"]], agreed[words["wording"]]) == ("Nouveau ?", "statistics/fr/2")
    assert agreed[words["until"]] == "31 mai 2027, 12:00 (Nairobi)"


def test_as_data_it_has_the_day_it_began_and_the_day_it_last_changed_and_the_words_of_the_last_yes(renewed):
    agreement = agreement_of(renewed)
    found = receipts.as_json_ld(renewed, agreement)
    assert found["dct:created"] == START.isoformat()
    assert found["dct:modified"] == (START + timedelta(days=40)).isoformat()
    assert found["dct:language"] == "fr"
    record = found["dpv:hasRecordOfActivity"]
    assert record["dpv:hasNotice"]["dct:identifier"] == "statistics/fr/2"
    assert record["dpv:hasProcess"]["dpv:hasPurpose"]["dct:title"] == "Nouveau ?"
    until = record["dpv:hasProcess"]["dpv:hasStorageCondition"]["ecn:until"]
    assert until == (START + timedelta(days=120)).isoformat()
    assert [event["ecn:until"] for event in record["dpv:hasConsentStatus"]] == [
        (START + timedelta(days=days)).isoformat() for days in (30, 120, 120)
    ]


def test_as_data_an_end_that_is_none_is_said_and_an_office_is_named_by_its_number():
    person, office = somebody(), factories.agency(name="Office of Receipts")
    ledger.grant(person, Purpose.CONTACT_AGAIN, Audience(AudienceKind.AGENCY, office.public_id))
    record = receipts.as_json_ld(person, agreement_of(person))["dpv:hasRecordOfActivity"]
    assert record["dpv:hasProcess"]["dpv:hasStorageCondition"]["ecn:until"] is None
    assert record["dpv:hasConsentStatus"][0]["ecn:until"] is None
    [to] = record["dpv:hasProcess"]["dpv:hasRecipient"]
    assert (to["@id"], to["dct:title"]) == (f"ecn:audience/agency/{office.public_id}", "Office of Receipts")


def test_the_file_can_be_read_by_people_in_any_script():
    person = somebody(language="ar")
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    lines = receipts.as_file(person, agreement_of(person)).decode().splitlines()
    assert lines[0] == "{" and lines[1].startswith('  "@context"') and lines[2].startswith('    "')
    question = texts.TEXTS["ar"][Purpose.MATCHING].question
    assert any(question in line for line in lines)
    assert json.loads("".join(lines))["@type"] == "dpv:ConsentReceipt"
