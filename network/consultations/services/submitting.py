"""The office hands its request in."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from network.agencies.models import Official
from network.common import clock
from network.common.states import MoveRefused
from network.consultations.models import ConsultationRequest, RequestVersion
from network.consultations.policies import may_edit
from network.consultations.pricing import put_pay
from network.consultations.publication import Result, unmet_to_submit
from network.consultations.queries import managers
from network.consultations.services.moves import lock, move
from network.consultations.terms import terms_of
from network.notifications.services import notify

REVIEW_WITHIN = 3  # working days


class NotReady(MoveRefused):
    """Checks of the publication gate do not pass; `unmet` names them with their cure."""

    def __init__(self, unmet: list[Result]):
        super().__init__(
            " ".join(f"{result.unmet.why} {result.check.fix}" for result in unmet if result.unmet)
        )
        self.unmet = unmet


@transaction.atomic
def submit_request(consultation: ConsultationRequest, official: Official) -> ConsultationRequest:
    """Fix the pay, keep this version, and start the reviewers' clock (3 working days of the office's zone).

    Raises NotReady while one of the office's checks does not pass, MoveRefused when it is not theirs to submit.
    """
    stored = lock(consultation)
    if not may_edit(official, stored):
        raise MoveRefused("This request cannot be submitted now. Go back and look at where it stands.")
    stored.submitted_by = official
    if unmet := unmet_to_submit(stored):
        raise NotReady(unmet)
    put_pay(stored)
    stored.submitted_at = clock.now()
    stored.review_by = clock.add_working_days(stored.submitted_at, REVIEW_WITHIN, stored.agency.time_zone)
    version = _keep_version(stored)
    move(
        stored,
        "submit",
        actor=official.user,
        role="official",
        version=version.number,
        save=("submitted_by", "submitted_at", "review_by", "pay_minor", "hourly_minor", "currency"),
    )
    for manager in managers():
        notify(
            manager, "request_submitted", stored, key=notice_key("submitted", stored, version.number, manager)
        )
    return stored


def notice_key(what: str, consultation: ConsultationRequest, number: int, person) -> str:
    """A notice is made once for each version: a second submission is news again."""
    return f"request_{what}:{consultation.public_id}:{number}:{person.public_id}"


def _keep_version(consultation: ConsultationRequest) -> RequestVersion:
    assert consultation.submitted_at is not None  # set just before, by what submits it
    snapshot = terms_of(consultation) | {"fund_ref": consultation.fund_ref}
    return RequestVersion.objects.create(
        request=consultation,
        number=consultation.versions.count() + 1,
        snapshot=json.loads(json.dumps(snapshot, cls=DjangoJSONEncoder)),
        at=consultation.submitted_at,
    )
