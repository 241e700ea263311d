"""Who can be signed in as in the demo."""

from django.conf import settings
from django.db.models import Count
from django.http import Http404

from network.people.models import RoleGrant, User
from network.people.roles import Role

WHAT_THEY_DO = {
    Role.EXPERT: "Advises offices, is paid, decides what is shared.",
    Role.OFFICIAL: "Asks, pays and answers for an office.",
    Role.MANAGER: "Verifies offices, reviews requests, draws, watches outcomes.",
    Role.REVIEWER: "An expert who is paid to review requests.",
    Role.FINANCE: "Releases and records payments.",
    Role.EDITOR: "Changes the public pages at /cms/.",
    Role.AUDITOR: "Reads the audit log and the ledger.",
}
SHOWN_PER_ROLE = 40


def people_by_role() -> list[dict]:
    """Each role with its words and its first demo people, those with most to see first, in one query."""
    grants = RoleGrant.objects.filter(user__is_demo=True).select_related("user", "user__official__agency")
    grants = grants.annotate(much=Count("user__profile__invitations")).order_by("-much", "user_id")
    people: dict[str, list] = {role: [] for role in Role}
    for grant in grants:
        grant.user.much = grant.much
        people[grant.role].append(grant.user)
    return [
        {
            "role": role,
            "does": WHAT_THEY_DO[role],
            "people": people[role][:SHOWN_PER_ROLE],
            "count": len(people[role]),
        }
        for role in Role
        if people[role]
    ]


def demo_person(public_id: str) -> User:
    """The demo person of this id, under demo settings; 404 for anybody else."""
    person = settings.DEMO and User.objects.filter(public_id=public_id, is_demo=True, is_active=True).first()
    if not person:
        raise Http404
    return person
