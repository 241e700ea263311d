from django.db import models

from network.common.states import Step


class ConcernState(models.TextChoices):
    OPEN = "open", "Waiting for a person to read it"
    ACKNOWLEDGED = "acknowledged", "Being looked into"
    PLANNED = "planned", "There is a plan"
    CLOSED = "closed", "Closed"


CONCERN = {
    ConcernState.OPEN: {"acknowledge": Step(ConcernState.ACKNOWLEDGED, ("manager",))},
    ConcernState.ACKNOWLEDGED: {"plan": Step(ConcernState.PLANNED, ("manager",))},
    ConcernState.PLANNED: {"close": Step(ConcernState.CLOSED, ("manager", "person"))},
}
