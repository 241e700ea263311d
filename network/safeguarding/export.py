"""What an expert told us and what we answered, in her own copy."""

from network.common.schemas import choice, many, moment, record, words, yes_no
from network.experts.models import Profile
from network.safeguarding.models import Concern
from network.safeguarding.queries import concerns_of
from network.safeguarding.states import ConcernState
from network.safeguarding.words import PARTS, read_own


def concerns(profile: Profile) -> list[dict]:
    """Every concern with its words and answers, newest first. Five queries."""
    found = list(concerns_of(profile.user))
    said = read_own(profile.user, found)
    return [
        {
            "kind": concern.kind,
            "urgent": concern.urgent,
            "state": concern.state,
            "raised_at": concern.raised_at,
            "words": {part: said[part].get(concern.public_id, "") for part in PARTS},
        }
        for concern in found
    ]


SCHEMA = many(
    "What you told us",
    record(
        "Concern",
        kind=choice("About", Concern.Kind.values),
        urgent=yes_no("Urgent"),
        state=choice("State", ConcernState.values),
        raised_at=moment("When"),
        words=record(
            "Words",
            raised=words("What you wrote"),
            acknowledge=words("Our first answer"),
            plan=words("What we planned"),
            close=words("How it ended"),
        ),
    ),
)
