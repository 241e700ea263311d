"""What leaves is worked out from the person's choices alone; what must not be said cannot be built."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.notifications.compiler import Message, compile_entry_message, compile_message, compile_test
from network.notifications.wording import Says
from network.people.disguises import LANGUAGES, SENDERS, SUBJECTS
from network.people.safe_contact import CODE_WORD_LENGTH, SafeContact, Unsafe, is_safe_code_word
from tests.notifications.helpers import HERON

ALONE = replace(HERON, read_by_me_alone=True)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # A Tuesday.
LINK = "http://127.0.0.1:8000/enter/x/"


def built(make):
    """What `make` builds, or None where it is refused."""
    try:
        return make()
    except Unsafe:
        return None


raw_contacts = st.fixed_dictionaries(
    {
        "channel": st.sampled_from(["none", "email"]),
        "address": st.sampled_from(["", "heron@example.org"]),
        "sender_name": st.sampled_from([*SENDERS, "Network"]),
        "subject": st.sampled_from([*SUBJECTS, "An invitation"]),
        "language": st.sampled_from([*LANGUAGES, "de"]),
        "hours_from": st.integers(-1, 24),
        "hours_to": st.integers(0, 25),
        "days": st.sets(st.integers(-1, 7)).map(tuple),
        "read_by_me_alone": st.booleans(),
        "may_name_network": st.booleans(),
        "code_word": st.sampled_from(["", "kettle", "survivor", "https://x.example", "a.b"]) | st.text(max_size=30),
    }
)  # fmt: skip


@given(raw_contacts)
def test_whatever_is_typed_a_contact_keeps_its_own_rules(choices):
    contact = built(lambda: SafeContact(**choices))
    if contact is None:
        return
    message = built(lambda: Message(contact, Says.WAITING))
    assert contact.read_by_me_alone or not contact.may_name_network
    if message:
        assert contact.channel == "email" and contact.address and contact.hours_from < contact.hours_to
        assert bool(message.link) == contact.may_name_network


PARTS = list(
    product(Says, ("", "402715", "40271", "x.example"), ("", LINK, "https://elsewhere.example/enter/x/"))
)
CHOSEN = list(
    product(
        ("none", "email"), ("", "heron@example.org"), LANGUAGES, (False, True), (False, True), ("", "kettle")
    )
)


def test_a_combination_that_is_not_allowed_cannot_be_built():
    """Every combination of choices and parts: each is refused, or keeps every rule."""
    made = [
        (contact, message)
        for channel, address, language, alone, named, word in CHOSEN
        if (contact := built(lambda: _contact(channel, address, language, alone, named, word)))  # noqa: B023
        for says, number, link in PARTS
        if (message := built(lambda: Message(contact, says, number, link)))  # noqa: B023
    ]
    for contact, message in made:
        assert contact.channel == "email" and contact.address
        assert bool(message.number) == (message.says == Says.TEST) and "elsewhere" not in message.body
        assert ("http" in message.body) == bool(message.link)
        if not contact.read_by_me_alone:
            assert not message.link
        if message.says != Says.ENTRY and message.link:
            assert contact.may_name_network and message.says == Says.WAITING
    # Mail, address; alone or not, and named only if alone: three, of which two may hold an entry link.
    assert len(made) == len(LANGUAGES) * 2 * (3 + 3 + 2)


def _contact(channel, address, language, alone, named, word) -> SafeContact:
    return SafeContact(
        *(channel, address, "calendar", "reminder", language),
        read_by_me_alone=alone,
        may_name_network=named,
        code_word=word,
    )


def _everything(language):
    """Every contact that the pages can make, whatever else was chosen."""
    for sender, subject, alone, named, word in product(
        SENDERS, SUBJECTS, (False, True), (False, True), ("", "blue kettle")
    ):
        choices = {"sender_name": sender, "subject": subject, "read_by_me_alone": alone}
        contact = built(
            lambda c=choices, n=named, w=word: replace(
                HERON, language=language, may_name_network=n, code_word=w, **c
            )
        )
        if contact:
            yield contact


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_others_may_read_never_holds_a_link(language):
    contacts = [each for each in _everything(language) if not each.read_by_me_alone]
    assert len(contacts) == len(SENDERS) * len(SUBJECTS) * 2, "those that name us cannot even be chosen"
    for contact in contacts:
        for message in (
            compile_message(contact, "UTC", NOON),
            compile_test(contact, "UTC", NOON, "402715"),
        ):
            assert message.link == "" and "http" not in message.body
        assert compile_entry_message(contact, "/enter/x/") is None


def test_a_contact_forced_past_its_own_rule_still_gets_no_link():
    forced = replace(ALONE, may_name_network=True)
    object.__setattr__(forced, "read_by_me_alone", False)
    assert "http" not in compile_message(forced, "UTC", NOON).body
    with pytest.raises(Unsafe):
        Message(forced, Says.ENTRY, entry_link=LINK)


def test_the_address_of_the_site_is_named_only_by_choice_and_is_the_neutral_one(settings):
    settings.LINK_URL = "https://plain.example"
    named = compile_message(replace(ALONE, may_name_network=True), "UTC", NOON)
    assert "https://plain.example" in named.body and settings.SITE_URL not in named.body
    assert "http" not in compile_message(ALONE, "UTC", NOON).body


def test_an_entry_mail_holds_the_neutral_link_and_nothing_more(settings):
    settings.LINK_URL = "https://plain.example"
    message = compile_entry_message(replace(ALONE, may_name_network=True), "/enter/x/")
    assert message.body.count("http") == 1 and "https://plain.example/enter/x/" in message.body


def test_words_are_in_the_chosen_language_and_disguise():
    message = compile_message(replace(HERON, language="fr", code_word="théière bleue"), "UTC", NOON)
    assert (message.sender_name, message.subject) == ("Agenda", "Un rappel")
    assert message.body == "Quelque chose vous attend.\n\nthéière bleue\n\nAgenda"


def test_a_test_holds_its_number_and_comes_in_the_hours():
    assert "402715" in compile_test(HERON, "UTC", NOON, "402715").body
    assert compile_test(HERON, "UTC", NOON - timedelta(hours=10), "402715") is None
    assert compile_test(SafeContact(), "UTC", NOON, "402715") is None


def test_without_a_channel_nothing_can_be_built():
    assert compile_message(SafeContact(), "UTC", NOON) is None
    assert compile_message(SafeContact(address="heron@example.org"), "UTC", NOON) is None
    assert compile_message(replace(HERON, address=""), "UTC", NOON) is None
    assert compile_entry_message(SafeContact(), "/enter/x/") is None


def test_everything_is_off_until_it_is_chosen():
    plain = SafeContact()
    assert plain.channel == "none"
    assert not any((plain.address, plain.read_by_me_alone, plain.may_name_network, plain.code_word))


@pytest.mark.parametrize("word", ["kettle", "blue kettle", "théière", "كلمة"])
def test_a_code_word_may_be_any_plain_word(word):
    assert is_safe_code_word(word)


@pytest.mark.parametrize(
    "word",
    ["", "example.org", "a b c", "room 12", "Survivors", "la víctima", "الضحية", "k" * (CODE_WORD_LENGTH + 1), "x\ny"],
)  # fmt: skip
def test_a_code_word_that_tells_something_is_refused(word):
    assert not is_safe_code_word(word)
    if word:
        with pytest.raises(Unsafe):
            SafeContact(code_word=word)
