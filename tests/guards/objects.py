"""Whose object is whose, told without asking the product's own access functions.

`own_and_foreign(kind, user)` gives one id that the user may name and one that exists but is not theirs.
"""

from collections.abc import Callable
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Model, Q

from network.agencies.models import Agency, Official
from network.consent.models import Entry, Recall
from network.consultations.models import ConsultationRequest
from network.consultations.states import EDITABLE, PUBLIC
from network.engagements.models import Contribution, Engagement, Invitation, Session
from network.engagements.states import ContributionState
from network.experts.models import Opening, Profile
from network.matching.models import Draw
from network.notifications.models import Notice
from network.outcomes.models import Recommendation
from network.people.entry import entry_path
from network.people.models import EntryLink, JoinRequest, User
from network.people.queries import device_ref, passkey_ref
from network.people.roles import Role
from network.safeguarding.models import Concern
from network.voices.models import Voice
from payments.models import Fund, Payment

EVERYBODY = "everybody"
ALL, NONE = Q(), Q(pk=None)


class Kind(NamedTuple):
    """A model, the rows that each role may name (a Q of the user), what makes a row fit, and its id in URLs."""

    model: type[Model]
    whose: dict[str, Callable[[User], Q]]
    fit: Q = ALL
    name: Callable[[Model], str] = lambda found: found.public_id


def of(path: str) -> Callable[[User], Q]:
    """The rows that lead to the user by this path of relations."""
    return lambda user: Q(**{path: user})


def everything(user: User) -> Q:
    return ALL


def colleagues(user: User) -> Q:
    return Q(agency__officials__user=user) & ~Q(user=user)


def contributed(user: User) -> Q:
    return Q(contributions__engagement__profile__user=user, contributions__state=ContributionState.AGREED)


OFFICE = "request__agency__officials__user"
KINDS: dict[str, Kind] = {
    "engagement": Kind(Engagement, {Role.EXPERT: of("profile__user"), Role.OFFICIAL: of(OFFICE)}),
    "invitation": Kind(Invitation, {Role.EXPERT: of("profile__user")}),
    "session": Kind(Session, {Role.EXPERT: of("profile__user"), Role.OFFICIAL: of(f"engagement__{OFFICE}")}),
    "contribution": Kind(
        Contribution,
        {Role.EXPERT: of("engagement__profile__user"), Role.OFFICIAL: of(f"engagement__{OFFICE}")},
    ),
    "request": Kind(
        ConsultationRequest,
        {Role.OFFICIAL: of("agency__officials__user"), Role.MANAGER: lambda user: ~Q(submitted_at=None)},
    ),
    "editable_request": Kind(
        ConsultationRequest, {Role.OFFICIAL: of("agency__officials__user")}, Q(state__in=EDITABLE)
    ),
    "public_request": Kind(ConsultationRequest, {EVERYBODY: lambda user: Q(state__in=PUBLIC)}),
    "agreed_request": Kind(
        ConsultationRequest, {Role.OFFICIAL: of("agency__officials__user")}, Q(state__in=PUBLIC)
    ),
    "recommendation": Kind(
        Recommendation, {Role.EXPERT: contributed, Role.OFFICIAL: of("agency__officials__user")}
    ),
    "draw": Kind(Draw, {EVERYBODY: everything}, Q(drawn_at__isnull=False)),
    "own_draw": Kind(Draw, {Role.OFFICIAL: of(OFFICE)}),
    "public_recommendation": Kind(Recommendation, {EVERYBODY: everything}),
    "office": Kind(Agency, {Role.MANAGER: everything}),
    "official": Kind(Official, {Role.MANAGER: everything, Role.OFFICIAL: colleagues}),
    "join_request": Kind(JoinRequest, {Role.MANAGER: everything}, Q(state=JoinRequest.State.WAITING)),
    "agreement": Kind(Entry, {Role.EXPERT: of("person")}, ALL, lambda found: found.record),
    "recall": Kind(Recall, {Role.OFFICIAL: of("agency__officials__user")}),
    "voice": Kind(Voice, {Role.EXPERT: of("profile__user")}),
    "offered_voice": Kind(Voice, {Role.EXPERT: of("profile__user")}, Q(taken_back_at=None)),
    "notice": Kind(Notice, {EVERYBODY: of("person")}),
    "concern": Kind(Concern, {Role.MANAGER: everything, EVERYBODY: of("person")}),
    "own_concern": Kind(Concern, {EVERYBODY: of("person")}),
    "passkey": Kind(Authenticator, {EVERYBODY: of("user")}, Q(type=Authenticator.Type.WEBAUTHN), passkey_ref),
    "device": Kind(UserSession, {EVERYBODY: of("user")}, ALL, device_ref),
    "opening": Kind(Opening, {Role.MANAGER: everything}),
    "payee": Kind(Profile, {Role.FINANCE: everything}, ~Q(payee_ref=""), lambda found: found.payee_ref),
    "fund": Kind(Fund, {Role.FINANCE: everything, Role.AUDITOR: everything}),
    "payment": Kind(Payment, {Role.FINANCE: everything, Role.AUDITOR: everything}),
    "entry_token": Kind(
        EntryLink,
        {EVERYBODY: everything},
        Q(used_at=None, user=None),
        lambda found: entry_path(found).strip("/").split("/")[1],
    ),
    "demo_person": Kind(User, {EVERYBODY: lambda user: Q(is_demo=True)}),
}


def own_and_foreign(kind: str, role: Role | None, user: User | None) -> tuple[str | None, str | None]:
    """One id the user may name in this role, one that is somebody else's; None where there is none."""
    found = KINDS[kind]
    whose = found.whose.get(role) or found.whose.get(EVERYBODY)
    mine = whose(user) if whose else NONE
    rows = found.model.objects.filter(found.fit)
    own = rows.filter(mine).order_by("pk")
    foreign = rows.exclude(pk__in=own.values("pk")).order_by("pk")
    return _name(found, own.last()), _name(found, foreign.first())


def _name(kind: Kind, found: Model | None) -> str | None:
    return None if found is None else kind.name(found)
