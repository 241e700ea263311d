"""A receipt says the same as a page, as PDF and as JSON-LD, in the language that was agreed to."""

import json
import re
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from network.common import clock
from network.consent import ledger, queries, texts
from network.consent.models import Entry
from network.consent.purposes import NETWORK, PUBLIC, RULES, Audience, AudienceKind, Purpose
from network.consent.receipts import PROCESSING, SCHEMA_FILE, as_json_ld
from tests import factories

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "es", "fr", "ar"]
SCHEMA = json.loads(SCHEMA_FILE.read_text())


@pytest.fixture(scope="module")
def validator():
    Draft202012Validator.check_schema(SCHEMA)
    return Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def whole_life(person, purpose=Purpose.STORY, audience=PUBLIC) -> str:
    """Given, given again, renewed, taken back; the record."""
    start = clock.now()
    ledger.grant(person, purpose, audience)
    with clock.standing_at(start + timedelta(days=4)):
        if RULES[purpose].asks_twice:
            ledger.confirm(person, purpose, audience)
    with clock.standing_at(start + timedelta(days=90)):
        ledger.grant(person, purpose, audience)
    with clock.standing_at(start + timedelta(days=100)):
        ledger.withdraw(person, purpose, audience)
    return Entry.objects.filter(person=person).last().record


def receipt(person, record) -> dict:
    return json.loads(json.dumps(as_json_ld(person, queries.agreement_for(person, record))))


EVERY = [(purpose, kind) for purpose, rule in RULES.items() for kind in rule.audiences]


@pytest.mark.parametrize(("purpose", "kind"), EVERY)
def test_every_purpose_and_audience_has_a_valid_receipt_at_each_step(validator, expert, purpose, kind):
    ref = factories.agency().public_id if kind == AudienceKind.AGENCY else "work-one"
    audience = Audience(kind, "" if kind in {AudienceKind.NETWORK, AudienceKind.PUBLIC} else ref)
    ledger.grant(expert.user, purpose, audience)
    validator.validate(receipt(expert.user, Entry.objects.get().record))
    record = whole_life(expert.user, purpose, audience)
    validator.validate(receipt(expert.user, record))


def test_the_fields_of_the_standard_are_there(expert):
    record = whole_life(expert.user)
    found = receipt(expert.user, record)
    kept = found["dpv:hasRecordOfActivity"]
    process = kept["dpv:hasProcess"]
    assert found["dct:identifier"] == record and len(found["dct:conformsTo"]) == 2
    assert kept["dpv:hasDataSubject"]["@id"].endswith(expert.user.public_id)
    assert kept["dpv:hasDataController"][0]["dct:title"]
    assert process["dpv:hasPurpose"]["@id"] == "ecn:purpose/story"
    assert process["dpv:hasPersonalData"] and process["dpv:hasProcessing"] == list(PROCESSING[Purpose.STORY])
    assert process["dpv:hasLegalBasis"] == "dpv:ExplicitlyExpressedConsent"
    assert process["dpv:hasStorageCondition"]["ecn:receiptKeptFor"] == "P7Y"
    assert process["dpv:hasRecipient"][0]["@id"] == "ecn:audience/public"
    assert "Stop it now" in kept["dpv:hasConsentControl"]["dct:description"]
    events = kept["dpv:hasConsentStatus"]
    assert [event["@type"] for event in events] == [
        "dpv:ConsentRequested", "dpv:ConsentGiven", "dpv:ConsentGiven", "dpv:ConsentWithdrawn"
    ]  # fmt: skip
    assert [event["ecn:state"] for event in events] == ["waiting", "in_force", "in_force", "ended"]
    assert events[-1]["ecn:ledgerHash"] == Entry.objects.last().hash


@pytest.mark.parametrize("without", ["dct:identifier", "dpv:hasRecordOfActivity", "dct:conformsTo"])
def test_a_receipt_without_a_field_is_not_valid(validator, expert, without):
    found = receipt(expert.user, whole_life(expert.user))
    del found[without]
    with pytest.raises(ValidationError):
        validator.validate(found)


def test_a_receipt_with_more_than_is_described_is_not_valid(validator, expert):
    found = receipt(expert.user, whole_life(expert.user))
    found["dpv:hasRecordOfActivity"]["name"] = "somebody"
    with pytest.raises(ValidationError):
        validator.validate(found)


def test_a_lapsed_one_says_so(validator, expert):
    ledger.grant(expert.user, Purpose.MATCHING, NETWORK, until=clock.now() + timedelta(days=1))
    with clock.standing_at(clock.now() + timedelta(days=2)):
        ledger.expire_lapsed()
    found = receipt(expert.user, Entry.objects.last().record)
    validator.validate(found)
    assert found["dpv:hasRecordOfActivity"]["dpv:hasConsentStatus"][-1]["@type"] == "dpv:ConsentExpired"


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def printed(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_bounded() for page in pages))


def letters(text: str) -> str:
    """Readers of PDF give back the two letters of the ligature lam-alef in either order."""
    return re.sub("ل([اأإآ])", r"\1ل", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_and_pdf_say_the_same_in_the_language_agreed_to(sign_in, language):
    person = factories.expert(
        consents=(), user=factories.user("expert", language=language, time_zone="Africa/Nairobi")
    ).user
    record = whole_life(person)
    client = sign_in(person)
    page = client.get(reverse("consent:receipt", args=[record])).content.decode()
    pdf = client.get(reverse("consent:receipt_pdf", args=[record]))
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page
    shown, paper = plain(page), printed(pdf.content)
    words, text = texts.WORDS[language]["receipt"], texts.TEXTS[language][Purpose.STORY]
    for said in (
        text.question,
        words["title"],
        words["agreed"],
        words["events"],
        words["confirm"],
        words["withdraw_act"],
        words["basis_words"],
    ):
        assert said in shown, said
        assert letters(said[:25]) in letters(paper), said
    # A hyphen at the end of a line is read back as a mark of its own, a mark beside Arabic on its other side.
    assert record in shown and re.sub(r"[\W_]", "", record) in re.sub(r"[\W_]", "", paper)
    assert person.public_id in shown


def test_files_have_names_that_say_nothing_and_no_name_within(sign_in, expert):
    record, client = whole_life(expert.user), sign_in(expert.user)
    for name, kind, file in (
        ("receipt_pdf", "application/pdf", "document.pdf"),
        ("receipt_data", "application/ld+json", "document.json"),
    ):
        answer = client.get(reverse(f"consent:{name}", args=[record]))
        assert answer["Content-Type"] == kind
        assert answer["Content-Disposition"] == f'attachment; filename="{file}"'
        assert expert.user.alias.encode() not in answer.content
    meta = pypdfium2.PdfDocument(client.get(reverse("consent:receipt_pdf", args=[record])).content)
    assert set(meta.get_metadata_dict(skip_empty=True)) == {"CreationDate"}


def test_the_data_is_the_receipt(sign_in, expert, validator):
    record = whole_life(expert.user)
    answer = sign_in(expert.user).get(reverse("consent:receipt_data", args=[record]))
    validator.validate(json.loads(answer.content))


def test_a_discreet_page_does_not_name_the_network(sign_in, expert, settings):
    record = whole_life(expert.user)
    client = sign_in(expert.user)
    assert settings.SITE_NAME in client.get(reverse("consent:receipt", args=[record])).content.decode()
    expert.user.discreet = True
    expert.user.save()
    assert settings.SITE_NAME not in client.get(reverse("consent:receipt", args=[record])).content.decode()


@pytest.mark.parametrize("name", ["receipt", "receipt_pdf", "receipt_data"])
def test_another_experts_receipt_is_a_missing_one(sign_in, expert, name):
    record = whole_life(factories.expert(consents=()).user)
    client = sign_in(expert.user)
    foreign, missing = (client.get(reverse(f"consent:{name}", args=[ref])) for ref in (record, "nothing"))
    assert foreign.status_code == missing.status_code == 404 and foreign.content == missing.content


def test_the_words_are_those_that_were_shown_then(sign_in, expert, monkeypatch):
    record = whole_life(expert.user)
    old = texts.TEXTS["en"][Purpose.STORY]
    monkeypatch.setitem(texts.TEXTS["en"], Purpose.STORY, texts.Text(2, "New words?", "New."))
    page = sign_in(expert.user).get(reverse("consent:receipt", args=[record])).content.decode()
    assert old.question in page and "New words?" not in page
