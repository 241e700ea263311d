"""How long what is known about accounts is kept."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet

from network.common.retention import About, DataClass, Period, Timed, register_data
from network.people.drafts import KEPT_FOR, forget_drafts
from network.people.models import EntryLink, JoinRequest, KeptDraft
from network.vault import services as vault


def _forget_requests(requests: QuerySet[JoinRequest]) -> None:
    for public_id in requests.values_list("public_id", flat=True):
        vault.shred(public_id)
    requests.delete()


def _ended_devices() -> QuerySet[UserSession]:
    """Devices whose session is over; a day leaves time for one that is just beginning."""
    return UserSession.objects.exclude(Exists(Session.objects.filter(session_key=OuterRef("session_key"))))


register_data(
    DataClass(
        "people",
        "An empty row under a random number",
        ("people.User", "experts.Profile"),
        About.EXPERT,
        "as long as the network runs",
        "What was paid and what was agreed points to it. It holds no name of yours, no zone and no way in.",
        stays="Emptied",
    ),
    DataClass(
        "ways-in",
        "Your sign-in name, your roles, your password, passkeys and codes, and your devices",
        (
            "people.RoleGrant",
            "people.User_groups",
            "people.User_user_permissions",
            "mfa.Authenticator",
            "account.EmailAddress",
            "account.EmailConfirmation",
        ),
        About.EXPERT,
        "you change it or leave",
        "To sign in. E-mail addresses are never kept here: those two tables stay empty.",
    ),
    DataClass(
        "devices",
        "Where you were signed in",
        ("usersessions.UserSession",),
        About.EXPERT,
        Period("its session ended", time=timedelta(days=1)),
        "So that you can see and end what is open. What is over is of no use to you.",
        source="proposed",
        timed=Timed(_ended_devices, "created_at"),
    ),
    DataClass(
        "sessions",
        "What keeps you signed in",
        ("sessions.Session",),
        About.EXPERT,
        Period("when it ends, at most 12 hours after you were last here"),
        "A session that is over opens nothing.",
        source="SESSION_COOKIE_AGE in the settings",
        timed=Timed(Session.objects.all, "expire_date"),
    ),
    DataClass(
        "drafts",
        "What you typed on a page and did not send",
        ("people.KeptDraft",),
        About.EXPERT,
        Period("you typed it", time=KEPT_FOR),
        "So that nothing is lost when a session ends while you write.",
        source="proposed",
        timed=Timed(KeptDraft.objects.all, "kept_at", forget_drafts),
    ),
    DataClass(
        "entry-links",
        "Links by which you joined or came back",
        ("people.EntryLink",),
        About.EXPERT,
        Period("the link ended", time=timedelta(days=30)),
        "So that a manager can see for a while that a link was made. Its secret is never kept.",
        source="proposed",
        timed=Timed(EntryLink.objects.all, "expires_at"),
    ),
    DataClass(
        "join-requests-answered",
        "Requests to join that were answered; the contact goes as soon as it has been used",
        ("people.JoinRequest",),
        About.STAFF,
        Period("it was answered", time=timedelta(days=90)),
        "So that managers can see how many asked, and how fast they were answered.",
        source="proposed, as session_notes_retention",
        timed=Timed(lambda: JoinRequest.objects.exclude(handled_at=None), "handled_at", _forget_requests),
    ),
    DataClass(
        "join-requests-unanswered",
        "Requests to join that nobody answered, with the sealed contact",
        ("people.JoinRequest",),
        About.STAFF,
        Period("somebody asked", months=6),
        "Whoever asked so long ago must not be surprised by an answer.",
        source="proposed",
        timed=Timed(lambda: JoinRequest.objects.filter(handled_at=None), "created_at", _forget_requests),
    ),
)
