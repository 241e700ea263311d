"""Asking to join: what a stranger sends, and what a manager does with it."""

from django.db import transaction

from network.audit.log import record
from network.common import clock
from network.people.entry import courier, issue_join_link
from network.people.models import EntryLink, JoinRequest, User
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact, own_contact
from network.vault import services as vault

# Why a manager may open a contact. The code goes to the audit log; free text there could name somebody.
REASONS = {
    "answer": "To answer this request",
    "safety": "To check something about safety",
    "duplicate": "To see whether the same person asked twice",
}


@transaction.atomic
def ask_to_join(contact: SafeContact) -> JoinRequest:
    """Keep a request. It does the same work whoever asks and however often, so nothing can be learned from it."""
    request = JoinRequest.objects.create()
    keep_safe_contact(request.public_id, contact)
    record(None, "join_request.asked", request)
    return request


@transaction.atomic
def read_contact(request: JoinRequest, reason_code: str, *, by: User) -> SafeContact:
    """How to reach somebody who asked, for a manager who says why; the reading is audited."""
    if reason_code not in REASONS:
        raise ValueError("a reading needs a known reason")
    record(by, "join_request.read", request, reason_code=reason_code)
    return own_contact(request.public_id)


@transaction.atomic
def invite(request: JoinRequest, *, by: User, mail: bool) -> EntryLink | None:
    """Issue a join link: mailed to the contact, or returned to be handed over. None when it was answered before."""
    if not _answer(request, JoinRequest.State.INVITED, by):
        return None
    link = issue_join_link(Role.EXPERT, by=by)
    if mail:
        courier(request.public_id, link)
    else:
        vault.shred(request.public_id)
    return link


@transaction.atomic
def decline(request: JoinRequest, *, by: User) -> None:
    """Close a request and destroy its contact. Nothing is sent."""
    if _answer(request, JoinRequest.State.DECLINED, by):
        vault.shred(request.public_id)


def forget_contact(public_id: str) -> None:
    """Destroy the contact of a request whose link was mailed; nothing for any other id."""
    if JoinRequest.objects.filter(public_id=public_id).exists():
        vault.shred(public_id)


def _answer(request: JoinRequest, state: JoinRequest.State, by: User) -> bool:
    """Whether this call is the one that answered: a second click changes nothing."""
    waiting = JoinRequest.objects.filter(pk=request.pk, state=JoinRequest.State.WAITING)
    if not waiting.update(state=state, handled_by=by, handled_at=clock.now()):
        return False
    record(by, f"join_request.{state}", request)
    return True
