"""The words an expert agrees to, in words/*.yaml: every version ever shown, in each language.

A changed text gets a new version, and an old yes never covers new words. What was once shown is pinned by its hash in
words/pinned.csv, so that words cannot change under a version (`manage.py check`, `manage.py pin_words`).
"""

import csv
import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.conf import settings
from django.core.checks import Error

from network.consent.purposes import Purpose

FOLDER = Path(__file__).parent / "words"
PINNED = FOLDER / "pinned.csv"
FALLBACK = "en"


class Text(NamedTuple):
    """A question and what a yes means, as shown."""

    version: int
    question: str
    meaning: str

    @property
    def fingerprint(self) -> str:
        """Changes with any letter of it."""
        return hashlib.sha256(f"{self.question}\n{self.meaning}".encode()).hexdigest()


def _loaded(language: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))


WORDS: dict[str, dict[str, Any]] = {code: _loaded(code) for code, _ in settings.LANGUAGES}
# Every version of every text: {"en": {Purpose.CONTACT: [the first, …, the one in use]}}.
VERSIONS: dict[str, dict[Purpose, list[Text]]] = {
    language: {
        Purpose(purpose): [Text(version, **texts[version]) for version in sorted(texts)]
        for purpose, texts in words["questions"].items()
    }
    for language, words in WORDS.items()
}
TEXTS: dict[str, dict[Purpose, Text]] = {
    language: {purpose: texts[-1] for purpose, texts in purposes.items()}
    for language, purposes in VERSIONS.items()
}


def language_for(language: str) -> str:
    """The language in which somebody who reads `language` is asked."""
    return language if language in TEXTS else FALLBACK


def text_for(purpose: Purpose, language: str) -> Text:
    """The words in use in `language`, or in English where the site does not speak it."""
    return TEXTS[language_for(language)][purpose]


def text_version(purpose: Purpose, language: str) -> str:
    """Names the exact words shown, for example `matching/en/1`."""
    return _name(purpose, language_for(language), text_for(purpose, language))


def text_named(name: str) -> tuple[str, Text]:
    """The language and the words of a name such as `matching/en/1`, in use or not."""
    purpose, language, version = name.split("/")
    found = VERSIONS[language][Purpose(purpose)]
    return language, next(text for text in found if text.version == int(version))


def is_current(purpose: Purpose, version: str) -> bool:
    """Whether a yes to these words still covers the words in use."""
    return version in current_versions(purpose)


def current_versions(purpose: Purpose) -> list[str]:
    """The wordings in use for a purpose: one a language, each with a version of its own."""
    return [_name(purpose, language, texts[purpose]) for language, texts in TEXTS.items()]


def fingerprints() -> dict[str, str]:
    """Every text ever shown by its name, with its hash, as pinned.csv must hold them."""
    return {
        _name(purpose, language, text): text.fingerprint
        for language, purposes in sorted(VERSIONS.items())
        for purpose, texts in sorted(purposes.items())
        for text in texts
    }


def pinned() -> dict[str, str]:
    """The hashes that were pinned when each text was first shown."""
    with PINNED.open(encoding="utf-8", newline="") as file:
        return {row["text"]: row["sha256"] for row in csv.DictReader(file)}


def wrong_words(app_configs=None, **options) -> list[Error]:
    """A system check: every text is the one that was pinned, and none that was shown is gone."""
    now, before = fingerprints(), pinned()
    changed = [name for name in now if name in before and now[name] != before[name]]
    return [
        *(Error(f"The words of {name} were changed: give them a new version.", id="consent.E001") for name in changed),
        *(Error(f"{name} is gone, but somebody may have agreed to it.", id="consent.E002") for name in before if name not in now),
        *(Error(f"{name} is not pinned: run manage.py pin_words.", id="consent.E003") for name in now if name not in before),
    ]  # fmt: skip


def pin_new_words() -> int:
    """Add the hash of each text that is not pinned yet; how many. What is pinned stays as it is."""
    before = pinned() if PINNED.exists() else {}
    new = {name: found for name, found in fingerprints().items() if name not in before}
    with PINNED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("text", "sha256"))
        writer.writerows(sorted((before | new).items()))
    return len(new)


def _name(purpose: Purpose, language: str, text: Text) -> str:
    return f"{purpose}/{language}/{text.version}"
