"""What may be opened in danger, why, and within which time. Two managers are needed; the expert sees it at once."""

from datetime import timedelta

from network.experts.particulars import FIELD_WORDS

# Never her own notes, never what was said, never where money goes: none of it can save anybody.
OPENABLE = ("legal_name", "safe_contact", "accommodations", "boundaries")
OPENABLE_WORDS = {name: FIELD_WORDS[name] for name in OPENABLE}
DANGERS = {
    "life": "Somebody’s life is in danger now",
    "harm": "Somebody will be badly hurt if nobody acts today",
}
# Both proposed: as long as an urgent concern may wait, and long enough to write down a telephone number.
APPROVE_WITHIN = timedelta(hours=4)
READ_WITHIN = timedelta(minutes=15)
EVENT, ASKED_EVENT = "experts.opening", "experts.opening_asked"
