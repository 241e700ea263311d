"""What the office may know of the expert to meet her well: read on a page of its own, and shown to her as read."""

from typing import NamedTuple

from network.consent.purposes import Audience, AudienceKind, Purpose
from network.engagements.models import Engagement
from network.engagements.states import UNDER_WAY
from network.experts.disclosure import NOTHING, disclose, for_own_office
from network.people.models import User


class Needs(NamedTuple):
    """Empty where nothing was written down or nothing may be seen: the office cannot tell which."""

    accommodations: str = ""
    boundaries: str = ""
    legal_name: str = ""


def needs_for_office(viewer: User, engagement: Engagement) -> Needs:
    """What she needs, while the work is under way, and her name, each only as far as she agreed. Two questions at the gate."""
    seer = for_own_office(viewer)
    work = Audience(AudienceKind.ENGAGEMENT, engagement.public_id)
    office = Audience(AudienceKind.AGENCY, engagement.request.agency.public_id)
    under_way = engagement.state in UNDER_WAY
    needs = disclose(engagement.profile, seer, Purpose.ATTEND, work) if under_way else NOTHING
    name = disclose(engagement.profile, seer, Purpose.NAME, office)
    return Needs(**needs.fields, **name.fields)
