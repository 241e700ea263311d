from django.db import models

from network.common.states import Step


class AgencyState(models.TextChoices):
    REGISTERED = "registered", "Waiting to be verified"
    VERIFIED = "verified", "Verified"
    DECLINED = "declined", "Declined"
    SUSPENDED = "suspended", "Suspended"


class Reason(models.TextChoices):
    """Why an office is not, or no longer, with us: a code, so that the log holds no words about people."""

    NOT_PUBLIC = "not_public", "We could not confirm that this is a public office"
    NO_CONTACT = "no_contact", "We could not confirm the official or their work e-mail"
    TWICE = "twice", "The office is already here under another name"
    NOT_OUR_WORK = "not_our_work", "What the office wants is not what the network is for"
    BROKEN_CODE = "broken_code", "The code of conduct was broken"
    OWN_WISH = "own_wish", "The office asked for it"


AGENCY = {
    AgencyState.REGISTERED: {
        "verify": Step(AgencyState.VERIFIED, ("manager",)),
        "decline": Step(AgencyState.DECLINED, ("manager",)),
    },
    AgencyState.VERIFIED: {"suspend": Step(AgencyState.SUSPENDED, ("manager",))},
    AgencyState.SUSPENDED: {"restore": Step(AgencyState.VERIFIED, ("manager",))},
}
