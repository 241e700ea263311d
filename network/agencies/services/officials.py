"""The people of an office: brought in, connected, trained, bound by the code of conduct."""

from datetime import date, datetime, time

from django.db import transaction

from network.agencies.models import Agency, Official
from network.agencies.policies import TRAINING_MONTHS, may_commit
from network.audit.log import record
from network.common import clock
from network.common.states import MoveRefused
from network.people.entry import courier, issue_join_link
from network.people.models import EntryLink, User
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact


def add_official(agency: Agency, *, name: str, job_title: str, duty: str, email: str) -> Official:
    """A new official; the address is sealed under their own public id. Inside the caller's transaction."""
    official = Official.objects.create(agency=agency, name=name, job_title=job_title, duty=duty)
    contact = SafeContact(channel="email", address=email, read_by_me_alone=True, may_name_network=True)
    keep_safe_contact(official.public_id, contact)
    return official


@transaction.atomic
def invite_official(host: Official, *, name: str, job_title: str, duty: str, email: str) -> Official:
    """A colleague of `host`'s office, who gets an entry link by e-mail. Raises MoveRefused unless `host` approves."""
    _must_approve(host)
    colleague = add_official(host.agency, name=name, job_title=job_title, duty=duty, email=email)
    record(host.user, "agencies.official_invited", colleague, agency=host.agency.public_id)
    send_entry_link(colleague, by=host.user)
    return colleague


@transaction.atomic
def invite_again(host: Official, colleague: Official) -> EntryLink:
    """A new link for a colleague who has not joined yet. Raises MoveRefused unless `host` approves."""
    _must_approve(host)
    return send_entry_link(colleague, by=host.user)


def _must_approve(host: Official) -> None:
    if not may_commit(host):
        raise MoveRefused("Only an approver of a verified office can invite a colleague.")


@transaction.atomic
def send_entry_link(official: Official, *, by: User | None) -> EntryLink:
    """A new way to sign in, sent to the official's sealed work e-mail. Raises MoveRefused once they have an account."""
    if official.user_id is not None:
        raise MoveRefused("This person already has an account. A manager can send a link to get back in.")
    link = issue_join_link(Role.OFFICIAL, by=by, reference=official.public_id)
    courier(official.public_id, link)
    return link


@transaction.atomic
def connect_official(user: User, reference: str) -> None:
    """What joining completes: the official is this user from now on. Raises MoveRefused for one who is somebody else."""
    official = (
        Official.objects.select_for_update(of=("self",)).select_related("agency").get(public_id=reference)
    )
    if official.user_id is not None:
        raise MoveRefused("This invitation was already used.")
    official.user = user
    official.save(update_fields=["user"])
    record(user, "agencies.official_joined", official, agency=official.agency.public_id)


@transaction.atomic
def sign_code(official: Official) -> None:
    """The official signs the code of conduct. Signing twice keeps the first time."""
    signed = Official.objects.filter(pk=official.pk, code_signed_at=None).update(code_signed_at=clock.now())
    if signed:
        official.refresh_from_db(fields=["code_signed_at"])
        record(official.user, "agencies.code_signed", official)


@transaction.atomic
def record_training(official: Official, completed_on: date, *, by: User) -> None:
    """The official finished the training on that day; it holds TRAINING_MONTHS. A later end is never shortened."""
    start = datetime.combine(completed_on, time(), clock.now().tzinfo)
    until = clock.months_later(start, TRAINING_MONTHS).date()
    official.trained_until = max(until, official.trained_until or until)
    official.save(update_fields=["trained_until"])
    record(by, "agencies.training_recorded", official, until=official.trained_until)
