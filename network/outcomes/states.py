from django.db import models

from network.common.states import Step


class RecommendationState(models.TextChoices):
    PROPOSED = "proposed", "Waiting to be acknowledged"
    ACKNOWLEDGED = "acknowledged", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Partly accepted"
    REJECTED = "rejected", "Not accepted"
    IN_PROGRESS = "in_progress", "In progress"
    CLAIMED = "claimed", "Office says done"
    VERIFIED = "verified", "Verified"
    DISPUTED = "disputed", "Disputed"
    UNVERIFIED = "unverified", "Done, not verified"


_START = {"start": Step(RecommendationState.IN_PROGRESS, ("official",))}
_CHECK = {
    "verify": Step(RecommendationState.VERIFIED, ("contributor", "council")),
    "dispute": Step(RecommendationState.DISPUTED, ("contributor", "council")),
}

RECOMMENDATION = {
    RecommendationState.PROPOSED: {"acknowledge": Step(RecommendationState.ACKNOWLEDGED, ("official",))},
    RecommendationState.ACKNOWLEDGED: {
        "accept": Step(RecommendationState.ACCEPTED, ("official",)),
        "accept_partly": Step(RecommendationState.PARTLY, ("official",)),
        "reject": Step(RecommendationState.REJECTED, ("official",)),
    },
    RecommendationState.ACCEPTED: _START,
    RecommendationState.PARTLY: _START,
    RecommendationState.IN_PROGRESS: {"claim": Step(RecommendationState.CLAIMED, ("official",))},
    RecommendationState.CLAIMED: {**_CHECK, "lapse": Step(RecommendationState.UNVERIFIED, ("worker",))},
    RecommendationState.UNVERIFIED: _CHECK,
    RecommendationState.VERIFIED: _CHECK,
    RecommendationState.DISPUTED: {"claim": Step(RecommendationState.CLAIMED, ("official",)), **_CHECK},
}

UNANSWERED = frozenset({RecommendationState.PROPOSED, RecommendationState.ACKNOWLEDGED})
AGREED = frozenset({RecommendationState.ACCEPTED, RecommendationState.PARTLY})
CHECKABLE = frozenset(state for state, moves in RECOMMENDATION.items() if "verify" in moves)
# Where the office still reports what it does, every 90 days.
UNDER_WAY = AGREED | {RecommendationState.IN_PROGRESS}
CLAIMABLE = UNDER_WAY | {RecommendationState.DISPUTED}
NO_RESPONSE = "No response"

COLOURS = {
    RecommendationState.PROPOSED: "blue",
    RecommendationState.ACKNOWLEDGED: "blue",
    RecommendationState.ACCEPTED: "teal",
    RecommendationState.PARTLY: "teal",
    RecommendationState.REJECTED: "grey",
    RecommendationState.IN_PROGRESS: "teal",
    RecommendationState.CLAIMED: "amber",
    RecommendationState.VERIFIED: "green",
    RecommendationState.DISPUTED: "red",
    RecommendationState.UNVERIFIED: "grey",
}
