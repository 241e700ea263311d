from django.db import models

from network.common.states import Step


class ProfileState(models.TextChoices):
    ACTIVE = "active", "Open to invitations"
    PAUSED = "paused", "Paused"
    LEAVING = "leaving", "Leaves as soon as she is paid"
    LEFT = "left", "Left"


_LEAVE = {
    "ask_to_leave": Step(ProfileState.LEAVING, ("expert",)),
    "leave": Step(ProfileState.LEFT, ("expert",)),
}

PROFILE = {
    ProfileState.ACTIVE: {"pause": Step(ProfileState.PAUSED, ("expert",)), **_LEAVE},
    ProfileState.PAUSED: {"resume": Step(ProfileState.ACTIVE, ("expert",)), **_LEAVE},
    ProfileState.LEAVING: {
        "stay": Step(ProfileState.PAUSED, ("expert",)),
        "leave": Step(ProfileState.LEFT, ("expert", "worker")),
    },
}


class OpeningState(models.TextChoices):
    ASKED = "asked", "Waits for a second manager"
    APPROVED = "approved", "A second manager agreed"
    READ = "read", "It was read, once"
    REFUSED = "refused", "Closed, nothing was read"
    LAPSED = "lapsed", "The time was over, nothing was read"


OPENING = {
    OpeningState.ASKED: {
        "approve": Step(OpeningState.APPROVED, ("manager",)),
        "refuse": Step(OpeningState.REFUSED, ("manager",)),
        "lapse": Step(OpeningState.LAPSED, ("worker",)),
    },
    OpeningState.APPROVED: {
        "read": Step(OpeningState.READ, ("manager",)),
        "refuse": Step(OpeningState.REFUSED, ("manager",)),
        "lapse": Step(OpeningState.LAPSED, ("worker",)),
    },
}
