"""The parts of a request, as the office's task list shows them, and what each still needs."""

from dataclasses import dataclass

from network.consultations.models import ConsultationRequest, RequestVersion

DONE, STARTED, UNTOUCHED = ("Done", "green"), ("In progress", ""), ("Not started", "grey")


@dataclass(frozen=True)
class Section:
    """One form. `needs` maps a field to the words for it."""

    slug: str
    title: str
    hint: str
    needs: dict[str, str]

    def missing(self, consultation: ConsultationRequest) -> list[str]:
        """The words for what is still empty."""
        return [words for field, words in self.needs.items() if not _filled(consultation, field)]

    def status(self, consultation: ConsultationRequest) -> tuple[str, str]:
        """The state in a word, and its colour."""
        missing = len(self.missing(consultation))
        return UNTOUCHED if missing == len(self.needs) else STARTED if missing else DONE


def _filled(consultation: ConsultationRequest, field: str) -> bool:
    value = getattr(consultation, field)
    return bool(value.all()) if hasattr(value, "all") else value not in (None, "", [])


SECTIONS = (
    Section(
        "what",
        "What you ask about",
        "The document, its version and the topics",
        {
            "title": "a title",
            "kind": "what kind of thing it is",
            "summary": "a summary",
            "document_title": "the document",
            "document_version": "its version",
            "pillar": "the part of the field",
            "topics": "at least one topic",
        },
    ),
    Section(
        "decision",
        "Who decides, and what can change",
        "So that nobody is asked for nothing",
        {
            "decision_owner": "who decides",
            "decision_date": "when it is decided",
            "decision_right": "how far experts decide",
            "can_change": "what can change",
            "cannot_change": "what cannot change",
        },
    ),
    Section(
        "work",
        "The work and the pay",
        "Seats, hours and dates; the pay follows from them",
        {
            "activity": "the kind of work",
            "seats": "how many experts",
            "session_minutes": "how long a session is",
            "preparation_minutes": "time to prepare",
            "debrief_minutes": "time for a debrief",
            "earliest_date": "the earliest date",
            "latest_date": "the latest date",
            "languages": "a language",
        },
    ),
    Section(
        "questions", "Your questions", "Up to eight, each checked as you save", {"questions": "a question"}
    ),
    Section(
        "attendees",
        "Who attends from your office",
        "By name or role; experts see it before they answer",
        {"attendees": "who attends"},
    ),
    Section(
        "uses",
        "What happens with the input",
        "And what power your office holds",
        {"uses": "what happens with what experts say", "power": "what power your office holds"},
    ),
    Section(
        "funds",
        "Funds",
        "An approver promises the money",
        {"fund_ref": "a purchase order or transfer"},
    ),
)
BY_SLUG = {section.slug: section for section in SECTIONS}
WORDING = SECTIONS[:-1]


def missing_words(consultation: ConsultationRequest) -> list[tuple[Section, list[str]]]:
    """Every section of words and numbers that is not complete, with what it needs. Funds have a check of their own."""
    return [(section, missing) for section in WORDING if (missing := section.missing(consultation))]


def changed_terms(versions: list[RequestVersion]) -> list[str]:
    """The names of the terms that differ between the last two submissions, in words."""
    if len(versions) < 2:
        return []
    before, after = versions[-2].snapshot, versions[-1].snapshot
    return [key.replace("_", " ") for key in after if before.get(key) != after[key]]
