"""Every mail that any event can cause, in every language and setting, as the bytes that leave: it tells nothing.

The words it is searched for are the network's own, its field's in four languages, and every name that the
database holds: topics, skills, offices, aliases, and the words of every event.
"""

import re
from email.utils import parsedate_to_datetime
from itertools import product

import pytest
import time_machine
from django.conf import settings as project

from network.notifications.compiler import Message, compile_message, compile_test
from network.notifications.events import all_events, event_named
from network.notifications.mailing import as_mail, send
from network.notifications.models import Notice
from network.notifications.services import notify
from network.notifications.services.delivery import deliver_notices
from network.notifications.wording import BODIES, Says
from network.people.disguises import LANGUAGES, SENDERS, SUBJECTS
from network.people.neutral import TELLING, telling_parts, telling_words
from network.people.safe_contact import SafeContact
from network.taxonomy.words import SKILLS, TOPICS
from tests.factories import agency, expert
from tests.notifications.helpers import as_read, reachable

pytestmark = pytest.mark.django_db
NOON = "2026-11-24T12:00:00Z"
HEADERS = {
    *("Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
}
# Each setting that changes what is written, by all its values.
SETTINGS = list(product(SENDERS, SUBJECTS, LANGUAGES, (False, True), ("", "blue kettle")))


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def contact(sender="calendar", subject="reminder", language="en", alone=False, word="") -> SafeContact:
    return SafeContact(
        *("email", "kept@inbox.example", sender, subject, language), read_by_me_alone=alone, code_word=word
    )


def told_names() -> set[str]:
    """Every name in the world of this test that a mail could let slip."""
    office, known = agency(name="Harbour Ministry"), expert()
    topics = [name for pillar in TOPICS.values() for name in pillar.values()]
    shown = [event.words for event in all_events()]
    names = [project.SITE_NAME, office.name, office.public_id, known.user.alias, known.public_id]
    return {name.lower() for name in (*names, *topics, *SKILLS.values(), *shown)}


def telling(sent, names: set[str]) -> list[str]:
    """What this mail tells, in what is read and in the raw bytes that leave."""
    read = as_read(sent)
    text = " ".join([*(f"{name}: {value}" for name, value in read.items()), read.get_content()])
    raw = sent.message().as_bytes().decode("ascii", "replace")
    found = telling_words(text) + telling_parts(f"{read['From']} {read['Message-ID']}")
    return found + [name for name in names if name in text.lower() or name in raw.lower()]


def headers_beyond(sent) -> set[str]:
    return set(sent.message().keys()) - HEADERS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", [each.name for each in all_events()])
def test_no_event_tells_anything_in_any_language(event, language, mailoutbox, noon):
    """The bytes depend on the choices alone: whatever happened, they are those of any other event."""
    chosen = contact(language=language)
    person = reachable(chosen, language=language)
    names = told_names() | {person.alias, person.public_id}
    notify(person, event, "AAAAAAAAAAAAAAAA")
    assert deliver_notices() == int(event_named(event).mails)
    if not event_named(event).mails:
        assert not mailoutbox and Notice.objects.get().mail_due_at is None
        return
    (sent,) = mailoutbox
    assert (telling(sent, names), headers_beyond(sent)) == ([], set())
    assert _without_names(sent) == _without_names(as_mail(Message(chosen, Says.WAITING)))


def _without_names(sent) -> bytes:
    """The mail without what is new in each: its moment and its own name."""
    return re.sub(rb"(?m)^(Date|Message-ID): [^\n]*\n(?:[ \t][^\n]*\n)*", b"", sent.message().as_bytes())


def test_no_setting_tells_anything(mailoutbox):
    names = told_names()
    for chosen in SETTINGS:
        at = parsedate_to_datetime("Tue, 24 Nov 2026 12:00:00 +0000")
        send(compile_message(contact(*chosen), "UTC", at), about="r" * 16)
        send(compile_test(contact(*chosen), "UTC", at, "402715"))
    assert len(mailoutbox) == len(SETTINGS) * 2 == 384
    told = {sent.subject: found for sent in mailoutbox if (found := telling(sent, names))}
    assert told == {} and not any(headers_beyond(sent) for sent in mailoutbox)
    assert not any("http" in as_read(sent).get_content() for sent in mailoutbox)


def test_the_search_finds_what_it_looks_for(monkeypatch, mailoutbox):
    """Negative control: a telling word in a body, a subject, a sender, a header, a domain and a topic is found."""
    names = told_names()
    topic = next(iter(next(iter(TOPICS.values())).values()))
    for words in ("Una víctima", "الناجيات ينتظرن", "Le réseau", "For survivors", topic):
        monkeypatch.setitem(BODIES[Says.WAITING], "en", words)
        assert telling(as_mail(Message(contact(), Says.WAITING)), names), words
    monkeypatch.setitem(BODIES[Says.WAITING], "en", "Something is waiting for you.")
    for table, key in ((SUBJECTS, "reminder"), (SENDERS, "calendar")):
        with monkeypatch.context() as spoiled:
            spoiled.setitem(table, key, {"en": "Expert Consultant Network"})
            assert telling(as_mail(Message(contact(), Says.WAITING)), names)
    assert not telling(as_mail(Message(contact(), Says.WAITING)), names)
    spoiled_mail = as_mail(Message(contact(), Says.WAITING))
    spoiled_mail.extra_headers["X-Mailer"] = "Django"
    assert headers_beyond(spoiled_mail) == {"X-Mailer"}


def test_a_telling_domain_is_found(settings):
    settings.DEFAULT_FROM_EMAIL = "notices@survivornetwork.example"
    assert "surviv" in telling(as_mail(Message(contact(), Says.WAITING)), set())


def test_every_telling_word_is_found_in_its_language():
    for words in TELLING.values():
        assert all(telling_words(f"… {word}x") for word in words)
    assert not telling_words("A reading group, a calendar, una biblioteca, un rappel, تذكير")


def test_headers_are_those_of_any_mail_and_name_only_the_mails_own_domain(settings):
    settings.DEFAULT_FROM_EMAIL = "notices@mail.example"
    sent = as_mail(Message(contact(language="ar"), Says.WAITING), about="r" * 16)
    read = as_read(sent)
    assert set(sent.message().keys()) == HEADERS
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Message-ID"].endswith("@mail.example>") and len(read["Message-ID"]) < 120
    assert read["From"].addresses[0].addr_spec == "notices@mail.example"
    assert read["Date"].endswith("-0000"), "RFC 5322: a moment that tells no zone"
    assert read["From"].addresses[0].display_name == SENDERS["calendar"]["ar"]


@pytest.mark.parametrize(
    ("mail_from", "link_url", "named"),
    [
        ("notices@mail.example", "https://plain.example", []),
        ("Ours <notices@survivors.example>", "https://plain.example", ["MAIL_FROM"]),
        ("notices@mail.example", "https://expertnetwork.example:8443/", ["LINK_URL"]),
        ("notices@mail.example", "", []),
    ],
)
def test_a_deployment_is_warned_of_telling_names(settings, mail_from, link_url, named):
    from network.notifications.checks import neutral_names

    settings.DEFAULT_FROM_EMAIL, settings.LINK_URL = mail_from, link_url
    assert [warning.msg.partition(" ")[0] for warning in neutral_names(None)] == named
