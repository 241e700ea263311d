"""Entry links: the only way to join, and the way back in. Single use, short-lived, secret never stored."""

from collections.abc import Callable
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.http import Http404

from network.audit.log import record
from network.common import clock
from network.people.models import EntryLink, User
from network.people.roles import Role

JOIN_VALID = timedelta(days=7)
RECOVER_VALID = timedelta(hours=24)
_signer = signing.Signer(salt="network.people.entry", sep=".")

_COMPLETERS: dict[str, Callable[[User, str], None]] = {}


def on_joined(role: Role, complete: Callable[[User, str], None]) -> None:
    """Register what joining in `role` completes: `complete(user, reference)`, in the joining transaction."""
    _COMPLETERS[role] = complete


@transaction.atomic
def issue_join_link(role: Role, *, by: User | None, reference: str = "") -> EntryLink:
    """A link by which somebody not yet known joins in `role`. `reference` is what joining completes, if anything."""
    link = EntryLink.objects.create(
        kind=EntryLink.Kind.JOIN,
        role=role,
        reference=reference,
        issued_by=by,
        expires_at=clock.now() + JOIN_VALID,
    )
    record(by, "entry.join_link", link, role=role)
    return link


@transaction.atomic
def issue_recovery_link(user: User, *, by: User) -> EntryLink:
    """A link by which a known person sets a new way to sign in. Earlier unused ones stop working."""
    user.entry_links.filter(used_at=None).update(expires_at=clock.now())
    link = EntryLink.objects.create(
        kind=EntryLink.Kind.RECOVER, user=user, issued_by=by, expires_at=clock.now() + RECOVER_VALID
    )
    record(by, "entry.recovery_link", user)
    return link


def entry_path(link: EntryLink) -> str:
    """The path a person follows. Derived from the row and SECRET_KEY: a stolen table opens nothing."""
    return f"/enter/{_signer.sign(link.public_id)}/"


@transaction.atomic
def courier(owner: str, link: EntryLink) -> None:
    """Have the link mailed to the contact sealed under `owner`; notifications sends it, within about a minute."""
    link.send_to, link.send_due_at = owner, clock.now()
    link.save(update_fields=["send_to", "send_due_at"])


def link_by_token(token: str) -> EntryLink:
    """The usable link of this token; 404 alike for forged, used and expired ones."""
    try:
        public_id = _signer.unsign(token)
    except signing.BadSignature:
        public_id = ""  # Asked for like any other, so that a forged token takes as long as a used one.
    link = (
        EntryLink.objects.select_related("user")
        .filter(public_id=public_id, used_at=None, expires_at__gt=clock.now())
        .first()
    )
    if link is None:
        raise Http404
    return link


def complete_joining(user: User, link: EntryLink) -> None:
    """Run what the link's role registered, inside the caller's transaction."""
    if link.role in _COMPLETERS:
        _COMPLETERS[link.role](user, link.reference)
