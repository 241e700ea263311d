"""What an expert may seal about herself: each field with who can see it and when, in plain words."""

from typing import NamedTuple


class Particular(NamedTuple):
    label: str
    hint: str
    who: str


_OFFICE = (
    "The office you work with. Only after you accepted its invitation, "
    "and only while you say that it may know you will attend."
)
PARTICULARS = {
    "legal_name": Particular(
        "Your legal name",
        "Leave it empty if you do not need it here.",
        "An office, or everybody beside words of yours, only if you say yes to that.",
    ),
    "accommodations": Particular(
        "What you need to take part",
        "For example an interpreter, captions, breaks, or childcare. You need not say why.",
        _OFFICE,
    ),
    "boundaries": Particular(
        "What you do not want in a meeting",
        "For example no recording, camera off, or a subject nobody should raise.",
        _OFFICE,
    ),
    "about": Particular(
        "About you, in your own words",
        "A place for your own notes. Nobody asks for it.",
        "Only you.",
    ),
}

# How a reading is told to the expert.
FIELD_WORDS = {name: about.label for name, about in PARTICULARS.items()} | {
    "payout_details": "Where your money goes",
    "note": "A note of what you said",
    "safe_contact": "How we may reach you",
}
PURPOSE_WORDS = {
    "attend": "Preparing a meeting with you",
    "record": "Reading a note you agreed to",
    "name": "Showing your name",
    "payout": "Paying you",
    "danger": "Somebody was in danger. A second manager agreed",
}
