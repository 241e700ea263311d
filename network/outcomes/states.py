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
    RecommendationState.DISPUTED: {"claim": Step(RecommendationState.CLAIMED, ("official",)), **_CHECK},
}
DECIDED = {
    RecommendationState.ACCEPTED,
    RecommendationState.PARTLY,
    RecommendationState.REJECTED,
    RecommendationState.IN_PROGRESS,
    RecommendationState.CLAIMED,
    RecommendationState.VERIFIED,
    RecommendationState.DISPUTED,
    RecommendationState.UNVERIFIED,
}
