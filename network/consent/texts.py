"""The words an expert agrees to. A changed text gets a new version; an old yes never covers new words."""

from typing import NamedTuple

from network.consent.purposes import Purpose


class Text(NamedTuple):
    version: int
    question: str
    meaning: str


TEXTS: dict[str, dict[Purpose, Text]] = {
    "en": {
        Purpose.CONTACT: Text(1, "May we send you messages?", "We send a short, neutral message to the safe contact you gave. It never says what it is about, and it names us only if you chose that."),
        Purpose.MATCHING: Text(1, "May we include you in draws?", "When an office asks for advice on your topics, you are in the draw. The office does not see you unless you accept its invitation."),
        Purpose.ATTEND: Text(1, "May the office know you will attend?", "The office sees the name it knows you by, your languages and your skills. If you wrote down what you need to take part and what you do not want in a meeting, it sees that too. Nothing else."),
        Purpose.RECORD: Text(1, "May the office keep the note of what you said?", "Only the words you have read and agreed to, and only for this piece of work."),
        Purpose.QUOTE: Text(1, "May your words be quoted?", "Short passages from notes you agreed, without your name."),
        Purpose.NAME: Text(1, "May your name be shown?", "Your name may appear beside your work for 12 months. You can stop it at any time."),
        Purpose.IMAGE: Text(1, "May your picture be shown?", "A picture you chose may be shown for 12 months. You can stop it at any time."),
        Purpose.STORY: Text(1, "May a text about your own experience be published?", "Only a text you wrote or agreed, for 12 months. Nobody may ask you for it, and your pay does not depend on it."),
        Purpose.STATISTICS: Text(1, "May we count you in figures?", "You are counted in totals of many people. No total is shown that could point to you."),
        Purpose.CONTACT_AGAIN: Text(1, "May this office ask for you again?", "The office may ask the network whether you would work with it again. It gets no way to reach you."),
    }
}  # fmt: skip


def text_for(purpose: Purpose, language: str) -> Text:
    """The current words in `language`, or in English where they are not translated yet."""
    return TEXTS.get(language, {}).get(purpose) or TEXTS["en"][purpose]


def text_version(purpose: Purpose, language: str) -> str:
    """Names the exact words shown, for example `matching/en/1`."""
    shown_in = language if purpose in TEXTS.get(language, {}) else "en"
    return f"{purpose}/{shown_in}/{text_for(purpose, language).version}"


def is_current(purpose: Purpose, version: str) -> bool:
    """Whether a yes to these words still covers the words in use."""
    return version in current_versions(purpose)


def current_versions(purpose: Purpose) -> list[str]:
    """The wordings in use for a purpose, one a language."""
    return [text_version(purpose, language) for language in TEXTS]
