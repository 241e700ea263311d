from django.db import models

from network.common.states import Step


class AgencyState(models.TextChoices):
    REGISTERED = "registered", "Waiting to be verified"
    VERIFIED = "verified", "Verified"
    DECLINED = "declined", "Declined"
    SUSPENDED = "suspended", "Suspended"


AGENCY = {
    AgencyState.REGISTERED: {
        "verify": Step(AgencyState.VERIFIED, ("manager",)),
        "decline": Step(AgencyState.DECLINED, ("manager",)),
    },
    AgencyState.VERIFIED: {"suspend": Step(AgencyState.SUSPENDED, ("manager",))},
    AgencyState.SUSPENDED: {"restore": Step(AgencyState.VERIFIED, ("manager",))},
}
