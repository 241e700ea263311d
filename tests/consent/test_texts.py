"""Words in every language, and none that can change without a new version."""

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from network.consent import texts
from network.consent.purposes import Purpose
from network.consent.texts import TEXTS, WORDS, Text

LANGUAGES = ["ar", "en", "es", "fr"]


def test_every_language_of_the_site_has_every_word():
    assert sorted(WORDS) == LANGUAGES
    english = WORDS["en"]
    for language in LANGUAGES:
        words = WORDS[language]
        assert set(TEXTS[language]) == set(Purpose)
        for part in ("questions", "data", "processing", "receipt"):
            assert list(words[part]) == list(english[part]), (language, part)
            assert all(words[part].values()), (language, part)


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_no_language_shows_english_words(language):
    for purpose in Purpose:
        assert TEXTS[language][purpose].question != TEXTS["en"][purpose].question
        assert TEXTS[language][purpose].meaning != TEXTS["en"][purpose].meaning


def test_every_question_asks_one_thing():
    for language in LANGUAGES:
        for text in TEXTS[language].values():
            assert sum(text.question.count(mark) for mark in "?؟") == 1


def test_another_language_than_ours_is_asked_in_english():
    assert texts.text_version(Purpose.NAME, "sw") == "name/en/1"
    assert texts.text_for(Purpose.NAME, "sw") == TEXTS["en"][Purpose.NAME]


def test_the_words_are_the_ones_that_were_pinned():
    assert texts.wrong_words() == []


def _with(monkeypatch, text: Text, language="fr", purpose=Purpose.RECORD, instead=True):
    changed = [text] if instead else [*texts.VERSIONS[language][purpose], text]
    monkeypatch.setitem(texts.VERSIONS[language], purpose, changed)


@given(extra=st.text(min_size=1, max_size=5))
def test_any_changed_letter_changes_the_fingerprint(extra):
    text = TEXTS["ar"][Purpose.NAME]
    assert text._replace(meaning=text.meaning + extra).fingerprint != text.fingerprint


def test_words_changed_under_their_version_are_named(monkeypatch):
    _with(monkeypatch, TEXTS["fr"][Purpose.RECORD]._replace(meaning="Other words."))
    [error] = texts.wrong_words()
    assert error.id == "consent.E001" and "record/fr/1" in error.msg


def test_words_that_were_once_shown_stay(monkeypatch):
    monkeypatch.setitem(texts.VERSIONS["fr"], Purpose.RECORD, [])
    [error] = texts.wrong_words()
    assert error.id == "consent.E002" and "record/fr/1" in error.msg


def test_a_new_version_is_pinned_once_and_the_old_hash_stays(monkeypatch, tmp_path, capsys):
    before = texts.pinned()
    _with(monkeypatch, Text(2, "New?", "New words."), instead=False)
    [error] = texts.wrong_words()
    assert error.id == "consent.E003" and "record/fr/2" in error.msg
    monkeypatch.setattr(texts, "PINNED", tmp_path / "pinned.csv")
    monkeypatch.setattr(texts, "pinned", lambda: before)
    (tmp_path / "pinned.csv").touch()
    call_command("pin_words")
    assert "1 texts pinned" in capsys.readouterr().out
    monkeypatch.undo()
    monkeypatch.setattr(texts, "PINNED", tmp_path / "pinned.csv")
    assert before.items() < texts.pinned().items()


def test_the_first_pinning_takes_all(monkeypatch, tmp_path):
    monkeypatch.setattr(texts, "PINNED", tmp_path / "pinned.csv")
    assert texts.pin_new_words() == len(texts.fingerprints()) > len(LANGUAGES) * len(Purpose)
    assert texts.wrong_words() == []


def test_old_words_are_still_found_by_their_name(monkeypatch):
    _with(monkeypatch, Text(2, "New?", "New words."), instead=False)
    assert texts.text_named("record/fr/1") == ("fr", TEXTS["fr"][Purpose.RECORD])
    assert texts.text_named("record/fr/2")[1].question == "New?"
