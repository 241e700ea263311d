from django.db import models

from network.common.states import Step


class RequestState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    IN_REVIEW = "in_review", "In review"
    CHANGES_ASKED = "changes_asked", "Changes asked"
    PUBLISHED = "published", "Published"
    STAFFED = "staffed", "Staffed"
    CLOSED = "closed", "Closed"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Expired"


_WITHDRAW = {"withdraw": Step(RequestState.WITHDRAWN, ("official",))}

REQUEST = {
    RequestState.DRAFT: {"submit": Step(RequestState.SUBMITTED, ("official",)), **_WITHDRAW},
    RequestState.SUBMITTED: {"start_review": Step(RequestState.IN_REVIEW, ("manager",)), **_WITHDRAW},
    RequestState.IN_REVIEW: {
        "ask_changes": Step(RequestState.CHANGES_ASKED, ("manager",)),
        "publish": Step(RequestState.PUBLISHED, ("manager",)),
        "decline": Step(RequestState.DECLINED, ("manager",)),
        **_WITHDRAW,
    },
    RequestState.CHANGES_ASKED: {"submit": Step(RequestState.SUBMITTED, ("official",)), **_WITHDRAW},
    RequestState.PUBLISHED: {
        "staff": Step(RequestState.STAFFED, ("official", "worker")),
        "expire": Step(RequestState.EXPIRED, ("worker",)),
        **_WITHDRAW,
    },
    RequestState.STAFFED: {"close": Step(RequestState.CLOSED, ("official", "worker"))},
}
EDITABLE = {RequestState.DRAFT, RequestState.CHANGES_ASKED}
UNDER_REVIEW = {RequestState.SUBMITTED, RequestState.IN_REVIEW}
# While it is still to be published: later, what it once lacked or lacks again is of no use to anybody.
CHECKED = EDITABLE | UNDER_REVIEW
PUBLIC = {RequestState.PUBLISHED, RequestState.STAFFED, RequestState.CLOSED}
