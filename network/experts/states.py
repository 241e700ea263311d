from django.db import models

from network.common.states import Step


class ProfileState(models.TextChoices):
    ACTIVE = "active", "Open to invitations"
    PAUSED = "paused", "Paused"
    LEFT = "left", "Left"


_LEAVE = {"leave": Step(ProfileState.LEFT, ("expert",))}

PROFILE = {
    ProfileState.ACTIVE: {"pause": Step(ProfileState.PAUSED, ("expert",)), **_LEAVE},
    ProfileState.PAUSED: {"resume": Step(ProfileState.ACTIVE, ("expert",)), **_LEAVE},
}
