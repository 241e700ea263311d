from django.db import models

from network.common.states import Step, Table


class ConcernState(models.TextChoices):
    OPEN = "open", "Waiting for a person to read it"
    ACKNOWLEDGED = "acknowledged", "Being looked into"
    PLANNED = "planned", "There is a plan"
    CLOSED = "closed", "Closed"


_TAKE_BACK = {"take_back": Step(ConcernState.CLOSED, ("person",))}

CONCERN: Table = {
    ConcernState.OPEN: {"acknowledge": Step(ConcernState.ACKNOWLEDGED, ("manager",)), **_TAKE_BACK},
    ConcernState.ACKNOWLEDGED: {"plan": Step(ConcernState.PLANNED, ("manager",)), **_TAKE_BACK},
    ConcernState.PLANNED: {"close": Step(ConcernState.CLOSED, ("manager",)), **_TAKE_BACK},
}
