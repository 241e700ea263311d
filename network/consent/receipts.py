"""A receipt for each agreement, after ISO/IEC TS 27560:2023: readable in the language that was agreed to, and as JSON-LD.

The fields follow the guide of the W3C Data Privacy Vocabularies and Controls Community Group for that standard (DPV 2).
docs/receipt.schema.json describes the JSON-LD. The person is a number; an office is named, for she knows to whom she
said yes.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, get_timezone_location
from django.conf import settings

from network.common.documents import Document, Facts, Section, Table
from network.consent.models import Entry
from network.consent.purposes import Purpose
from network.consent.queries import Agreement
from network.consent.texts import WORDS, text_named
from network.people.models import User

SCHEMA_FILE = Path(settings.ROOT) / "docs" / "receipt.schema.json"
SCHEMA = "expert-consultant-network/receipt/1"
PROFILE = "https://w3id.org/dpv/schema/dpv-27560#receipt-record"
CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "dct": "http://purl.org/dc/terms/",
    "ecn": "urn:expert-consultant-network:",
}
# What DPV calls what is done with the data of each purpose.
PROCESSING = {
    Purpose.CONTACT: ("dpv:Store", "dpv:Use"),
    Purpose.MATCHING: ("dpv:Match", "dpv:Use"),
    Purpose.ATTEND: ("dpv:Disclose",),
    Purpose.RECORD: ("dpv:Store", "dpv:Disclose", "dpv:Use"),
    Purpose.QUOTE: ("dpv:Disclose", "dpv:Use"),
    Purpose.NAME: ("dpv:Disclose",),
    Purpose.IMAGE: ("dpv:Disclose",),
    Purpose.STORY: ("dpv:MakeAvailable",),
    Purpose.STATISTICS: ("dpv:Analyse",),
    Purpose.CONTACT_AGAIN: ("dpv:Disclose",),
}
# timing.csv, consent_ledger_retention.
KEPT = "P7Y"
_IN_FORCE, _WAITING, _ENDED = "in_force", "waiting", "ended"


def as_json_ld(person: User, agreement: Agreement) -> dict:
    """The receipt as JSON-LD: the agreement from its first yes on, with every event and the state after it."""
    words, process = _words(agreement), _process(agreement)
    controller = {"@id": "ecn:controller", "@type": "dpv:DataController", "dct:title": settings.SITE_NAME}
    return {
        "@context": CONTEXT,
        "@id": f"ecn:receipt/{agreement.record}",
        "@type": "dpv:ConsentReceipt",
        "dct:identifier": agreement.record,
        "dct:conformsTo": [PROFILE, SCHEMA],
        "dct:created": agreement.entries[0].at.isoformat(),
        "dct:modified": agreement.last.at.isoformat(),
        "dct:language": _spoken(agreement),
        "dct:publisher": controller,
        "dpv:hasRecordOfActivity": {
            "@id": f"ecn:record/{agreement.record}",
            "@type": "dpv:ConsentRecord",
            "dct:identifier": agreement.record,
            "dpv:hasDataSubject": {"@id": f"ecn:person/{person.public_id}", "@type": "dpv:DataSubject"},
            "dpv:hasDataController": [controller],
            "dpv:hasNotice": _notice(agreement),
            "dpv:hasProcess": process,
            "dpv:hasConsentControl": {"@type": "dpv:WithdrawConsent", "dct:description": words["withdraw_words"]},
            "dpv:hasConsentStatus": [_event(entry, state) for entry, state in _events(agreement)],
        },
    }  # fmt: skip


def _notice(agreement: Agreement) -> dict:
    """The very words that were agreed to last, and their hash."""
    version = _agreed(agreement).text_version
    language, text = text_named(version)
    return {
        "@type": "dpv:ConsentNotice",
        "dct:identifier": version,
        "dct:language": language,
        "dct:title": text.question,
        "dct:description": text.meaning,
        "ecn:sha256": text.fingerprint,
    }


def _process(agreement: Agreement) -> dict:
    purpose, words = agreement.question.purpose, WORDS[_spoken(agreement)]
    until = _agreed(agreement).until
    return {
        "@type": "dpv:Process",
        "dpv:hasPurpose": {"@id": f"ecn:purpose/{purpose}", "@type": "dpv:Purpose", "dct:title": text_named(_agreed(agreement).text_version)[1].question},
        "dpv:hasPersonalData": [{"@id": f"ecn:data/{purpose}", "@type": "dpv:PersonalData", "dct:title": words["data"][purpose]}],
        "dpv:hasProcessing": list(PROCESSING[purpose]),
        "dpv:hasLegalBasis": "dpv:ExplicitlyExpressedConsent",
        "dpv:hasStorageCondition": {
            "@type": "dpv:StorageCondition",
            "dpv:hasLocation": words["receipt"]["stored_words"],
            "ecn:until": until.isoformat() if until else None,
            "ecn:receiptKeptFor": KEPT,
        },
        "dpv:hasRecipient": [
            {
                "@id": f"ecn:audience/{'/'.join(part for part in agreement.question.audience if part)}",
                "@type": "dpv:Recipient",
                "dct:title": agreement.question.to,
            }
        ],
    }  # fmt: skip


_STATUS = {
    (Entry.Act.GRANT, _WAITING): "dpv:ConsentRequested",
    (Entry.Act.GRANT, _IN_FORCE): "dpv:ConsentGiven",
    (Entry.Act.CONFIRM, _IN_FORCE): "dpv:ConsentGiven",
    (Entry.Act.WITHDRAW, _ENDED): "dpv:ConsentWithdrawn",
    (Entry.Act.EXPIRE, _ENDED): "dpv:ConsentExpired",
}


def _event(entry: Entry, state: str) -> dict:
    return {
        "@type": _STATUS[Entry.Act(entry.act), state],
        "dct:date": entry.at.isoformat(),
        "ecn:act": entry.act,
        "ecn:state": state,
        "ecn:wording": entry.text_version,
        "ecn:until": entry.until.isoformat() if entry.until else None,
        "ecn:ledgerHash": entry.hash,
    }


def readable(person: User, agreement: Agreement, controller: str) -> Document:
    """The receipt to read, as a page and as PDF: one content for both. Times are in the person's zone, named."""
    words, language = _words(agreement), _spoken(agreement)
    purpose, agreed = agreement.question.purpose, _agreed(agreement)
    text = text_named(agreed.text_version)[1]
    to = agreement.question.to if agreement.question.audience.ref else words[agreement.question.audience.kind]

    def at(moment: datetime) -> str:
        zone = ZoneInfo(person.time_zone)
        city = get_timezone_location(zone, locale=language, return_city=True)
        return f"{format_datetime(moment, 'd MMM y, HH:mm', tzinfo=zone, locale=language)} ({city})"

    until = at(agreed.until) if agreed.until else words["no_end"]
    events = tuple((at(entry.at), _act(words, entry), words[state]) for entry, state in _events(agreement))
    return Document(
        words["title"],
        language,
        (
            _section(words, "agreed", question=text.question, meaning=text.meaning, to_whom=to, until=until, wording=agreed.text_version),
            _section(words, "parties", person=person.public_id, controller=controller, recipients=to),
            _section(
                words, "handling",
                data=WORDS[language]["data"][purpose],
                processing=WORDS[language]["processing"][purpose],
                basis=words["basis_words"],
                stored=words["stored_words"],
                kept=words["kept_words"],
            ),
            Section(words["withdraw"], (words["withdraw_words"],)),
            Section(words["events"], (Table((words["when"], words["what"], words["state"]), events),)),
            _section(words, "title", id=agreement.record, schema=f"{SCHEMA}; ISO/IEC TS 27560:2023"),
        ),
        lead=words["lead"],
    )  # fmt: skip


def as_file(person: User, agreement: Agreement) -> bytes:
    """The JSON-LD as a file."""
    return json.dumps(as_json_ld(person, agreement), indent=2, ensure_ascii=False).encode()


def _section(words: dict[str, str], heading: str, **values: str) -> Section:
    return Section(words[heading], (Facts(tuple((words[name], value) for name, value in values.items())),))


def _events(agreement: Agreement) -> Iterator[tuple[Entry, str]]:
    """Each line of the agreement with the state after it."""
    for entry in agreement.entries:
        if entry.act in {Entry.Act.WITHDRAW, Entry.Act.EXPIRE}:
            yield entry, _ENDED
        else:
            yield entry, _IN_FORCE if entry.effective_at else _WAITING


def _agreed(agreement: Agreement) -> Entry:
    """The last line on which she said yes: its words and its end are the ones that count."""
    return [entry for entry in agreement.entries if entry.act in {Entry.Act.GRANT, Entry.Act.CONFIRM}][-1]


def _act(words: dict[str, str], entry: Entry) -> str:
    return words["withdraw_act" if entry.act == Entry.Act.WITHDRAW else entry.act]


def _spoken(agreement: Agreement) -> str:
    return text_named(_agreed(agreement).text_version)[0]


def _words(agreement: Agreement) -> dict[str, str]:
    return WORDS[_spoken(agreement)]["receipt"]
