"""The demo network as a world to walk through, and the people who walk: one for each role."""

import time
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.management import call_command
from django.db.models import Count
from django.test import Client

from network.agencies.models import Agency
from network.agencies.services import invite_official
from network.consent import recalls
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.consultations.services import start_request
from network.engagements.states import ContributionState
from network.experts.models import Profile
from network.experts.services.opening import ask_to_open
from network.people.entry import issue_join_link
from network.people.models import JoinRequest, User
from network.people.roles import Role
from network.safeguarding.services import raise_concern
from network.voices.services import offer
from tests import canaries
from tests.guards.passkeys import stored_passkey


class World(NamedTuple):
    """One person of each role, each the one of that role with most to see."""

    people: dict[Role, User]

    def client(self, role: Role | None, **options) -> Client:
        """Signed in as the person of this role; None is somebody who is not signed in."""
        return client_of(self.people[role] if role else None, **options)

    def roles(self, role: Role | None) -> frozenset | None:
        return self.people[role].roles if role else None


def client_of(user: User | None, **options) -> Client:
    """A browser in which this person is signed in and has just confirmed that it is them."""
    client = Client(raise_request_exception=False, **options)
    if user:
        client.force_login(User.objects.get(pk=user.pk))
        confirm_now(client, user)
    return client


def confirm_now(client: Client, user: User) -> None:
    """As if the person had just confirmed that it is them, which some pages ask for."""
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "reauthenticated": True, "at": time.time()}
    ]
    session.save()


def load() -> World:
    """Load the demo network, add what it has none of, and plant a canary in each sealed field of every expert."""
    cache.clear()  # Wagtail keeps its site's address here, and another test's database is gone.
    call_command("load_demo", verbosity=0, stdout=_Silence())
    people = {role: _person(role) for role in Role if role != Role.REVIEWER}
    people[Role.REVIEWER] = _only_reviewer()
    _add_what_is_missing(people)
    for profile in Profile.objects.select_related("user"):
        canaries.plant(profile)
    return World(people)


def _person(role: Role) -> User:
    """The demo person of this role with the most agreed notes, so that no page of theirs is empty."""
    agreed = "profile__engagements__contributions", "official__agency__requests__engagements__contributions"
    path = agreed[role == Role.OFFICIAL]
    people = User.objects.filter(is_demo=True, role_grants__role=role).annotate(Count("role_grants"))
    people = people.filter(role_grants__count=1) if role == Role.EXPERT else people
    if role in (Role.EXPERT, Role.OFFICIAL):
        people = people.filter(**{f"{path}__state": ContributionState.AGREED})
    return people.annotate(most=Count(path)).order_by("-most", "pk")[0]


def _only_reviewer() -> User:
    user = User.objects.create_user("demo-only-reviewer", is_demo=True)
    user.role_grants.create(role=Role.REVIEWER)
    return user


def _add_what_is_missing(people: dict[Role, User]) -> None:
    JoinRequest.objects.create()
    issue_join_link(Role.EXPERT, by=people[Role.MANAGER])
    official = people[Role.OFFICIAL].official
    invite_official(official, name="A colleague", job_title="Adviser", duty="reader", email="c@example.org")
    start_request(official, "A request just begun")
    ask_to_open(
        Profile.objects.earliest("pk"), ["boundaries"], "life", "To warn them.", by=people[Role.MANAGER]
    )
    work = Audience(AudienceKind.ENGAGEMENT, "work")
    for agency in (official.agency, Agency.objects.exclude(pk=official.agency_id).earliest("pk")):
        recalls.ask(people[Role.EXPERT], Purpose.RECORD, work, agency, "a-note")
    own = people[Role.EXPERT].profile
    offer(own, "quote", words="She agreed to nothing yet.", language="en", with_name=True)
    stranger = User.objects.filter(is_demo=True, role_grants__role=Role.EXPERT).exclude(
        pk=people[Role.EXPERT].pk
    )[0]
    for user in [*people.values(), stranger]:
        raise_concern(user, "privacy", False, "A question about what is kept.")
        Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=stored_passkey())
        UserSession.objects.create(user=user, session_key=f"of-{user.public_id}")


class _Silence:
    def write(self, text):
        pass
