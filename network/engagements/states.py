from django.db import models

from network.common.states import Step


class InvitationState(models.TextChoices):
    SENT = "sent", "Waiting for your answer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    EXPIRED = "expired", "Time ran out"
    WITHDRAWN = "withdrawn", "Withdrawn by the office"
    UNSENT = "unsent", "Not sent"  # from the beginning, and for good


INVITATION = {
    InvitationState.SENT: {
        "accept": Step(InvitationState.ACCEPTED, ("expert",)),
        "decline": Step(InvitationState.DECLINED, ("expert",)),
        "expire": Step(InvitationState.EXPIRED, ("worker",)),
        "withdraw": Step(InvitationState.WITHDRAWN, ("official", "worker")),
    },
}


class EngagementState(models.TextChoices):
    AGREED = "agreed", "Agreed"
    ACTIVE = "active", "Scheduled"
    DELIVERED = "delivered", "Delivered"
    COMPLETED = "completed", "Completed"
    ENDED_BY_EXPERT = "ended_by_expert", "Ended early"
    ENDED_BY_AGENCY = "ended_by_agency", "Cancelled by the office"


_END = {
    "stop": Step(EngagementState.ENDED_BY_EXPERT, ("expert",)),
    "cancel": Step(EngagementState.ENDED_BY_AGENCY, ("official",)),
}

ENGAGEMENT = {
    EngagementState.AGREED: {"schedule": Step(EngagementState.ACTIVE, ("expert",)), **_END},
    EngagementState.ACTIVE: {
        "unschedule": Step(EngagementState.AGREED, ("expert",)),
        "deliver": Step(EngagementState.DELIVERED, ("official", "expert", "worker")),
        **_END,
    },
    EngagementState.DELIVERED: {"complete": Step(EngagementState.COMPLETED, ("official", "worker"))},
}


UNDER_WAY = (EngagementState.AGREED, EngagementState.ACTIVE)
OVER = (EngagementState.COMPLETED, EngagementState.ENDED_BY_EXPERT, EngagementState.ENDED_BY_AGENCY)


class SessionState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    CONFIRMED = "confirmed", "Confirmed"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"
    STOPPED = "stopped", "Stopped"


SESSION = {
    SessionState.PROPOSED: {
        "confirm": Step(SessionState.CONFIRMED, ("expert",)),
        "cancel": Step(SessionState.CANCELLED, ("expert", "official", "worker")),
    },
    SessionState.CONFIRMED: {
        "hold": Step(SessionState.HELD, ("official", "expert", "worker")),
        "cancel": Step(SessionState.CANCELLED, ("expert", "official")),
        "stop": Step(SessionState.STOPPED, ("expert",)),
    },
}


LIVE_SESSIONS = (SessionState.PROPOSED, SessionState.CONFIRMED)


class ContributionState(models.TextChoices):
    DRAFTED = "drafted", "Being written"
    SENT = "sent", "For you to check"
    CHANGES_ASKED = "changes_asked", "Changes asked"
    AGREED = "agreed", "Agreed"
    WITHDRAWN = "withdrawn", "Withdrawn"


CONTRIBUTION = {
    ContributionState.DRAFTED: {"send": Step(ContributionState.SENT, ("official",))},
    ContributionState.SENT: {
        "agree": Step(ContributionState.AGREED, ("expert",)),
        "ask_changes": Step(ContributionState.CHANGES_ASKED, ("expert",)),
        "withdraw": Step(ContributionState.WITHDRAWN, ("expert",)),
    },
    ContributionState.CHANGES_ASKED: {
        "send": Step(ContributionState.SENT, ("official",)),
        "withdraw": Step(ContributionState.WITHDRAWN, ("expert",)),
    },
    ContributionState.AGREED: {"withdraw": Step(ContributionState.WITHDRAWN, ("expert",))},
}
