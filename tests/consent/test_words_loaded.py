"""The words in use are the ones in the files, as they are read when the site starts."""

import hashlib

import pytest

from network.consent import texts


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr"])
def test_the_words_in_use_are_those_of_the_file(language):
    words = texts._loaded(language)
    assert words == texts.WORDS[language]
    for purpose, versions in words["questions"].items():
        newest = max(versions)
        assert texts.TEXTS[language][purpose] == (newest, *versions[newest].values())


def test_a_fingerprint_can_be_worked_out_by_anybody():
    text = texts.Text(1, "May we?", "It means this.")
    assert text.fingerprint == hashlib.sha256(b"May we?\nIt means this.").hexdigest()


def test_the_file_of_pins_has_one_plain_line_for_each_text(monkeypatch, tmp_path):
    monkeypatch.setattr(texts, "PINNED", tmp_path / "pinned.csv")
    texts.pin_new_words()
    written = (tmp_path / "pinned.csv").read_bytes()
    assert b"\r" not in written and written.count(b"\n") == 1 + len(texts.fingerprints())
    assert written == (texts.FOLDER / "pinned.csv").read_bytes()
