"""The terms of a seat in an expert's own copy: every one of them, described, whatever the terms of that day held."""

from network.common.schemas import Schema, many, maybe, number, record, words

_WORDS = {
    "agency": "Office",
    "title": "Title",
    "summary": "In short",
    "kind": "What it is about",
    "document": "Document",
    "document_version": "Version of the document",
    "pillar": "Part of the work",
    "activity": "Kind of work",
    "earliest_date": "Not before",
    "latest_date": "Not after",
    "currency": "Currency",
    "decision_owner": "Who decides",
    "decision_date": "When it is decided",
    "decision_right": "Your say",
    "can_change": "What can change",
    "cannot_change": "What cannot change",
    "uses": "What happens with what you say",
    "power": "Power of the office",
}
_NUMBERS = {
    "seats": "Experts asked",
    "preparation_minutes": "Minutes to prepare",
    "session_minutes": "Minutes of the work itself",
    "debrief_minutes": "Minutes to talk it over after",
    "total_minutes": "All paid minutes",
    "pay_minor": "Your pay, in the smallest unit of the currency",
    "hourly_minor": "For each hour, in the smallest unit of the currency",
}
_LISTS = {"topics": "Topics", "questions": "Questions", "languages": "Languages"}

TERMS: Schema = record(
    "Terms",
    **{name: maybe(words(title)) for name, title in _WORDS.items()},
    **{name: maybe(number(title)) for name, title in _NUMBERS.items()},
    **{name: many(title, words(title)) for name, title in _LISTS.items()},
    attendees=many(
        "Who attends for the office", record("Person", who=words("Who"), why=words("What they do there"))
    ),
)


def told_terms(terms: dict) -> dict:
    """These terms as `TERMS` describes them; what they do not hold is null or an empty list."""
    lists = {*_LISTS, "attendees"}
    return {name: terms.get(name, [] if name in lists else None) for name in TERMS["properties"]}
