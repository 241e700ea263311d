"""What an expert can agree to: each purpose alone, off by default, for an audience and a time."""

from datetime import timedelta
from typing import NamedTuple

from django.db import models


class Purpose(models.TextChoices):
    CONTACT = "contact", "Contact"
    MATCHING = "matching", "Matching"
    ATTEND = "attend", "Attend"
    RECORD = "record", "Record"
    QUOTE = "quote", "Quote"
    NAME = "name", "Name"
    IMAGE = "image", "Image"
    STORY = "story", "Story"
    STATISTICS = "statistics", "Statistics"
    CONTACT_AGAIN = "contact_again", "Contact again"


class AudienceKind(models.TextChoices):
    NETWORK = "network", "the network"
    AGENCY = "agency", "one office"
    ENGAGEMENT = "engagement", "one engagement"
    PUBLIC = "public", "the public"


class Audience(NamedTuple):
    """Who a consent reaches. `ref` is the agency's or engagement's public id, empty for network and public."""

    kind: AudienceKind
    ref: str = ""


NETWORK = Audience(AudienceKind.NETWORK)
PUBLIC = Audience(AudienceKind.PUBLIC)


class Rule(NamedTuple):
    """Which kinds of audience a purpose may have, how many months a yes lasts (None: until withdrawn), how long it rests."""

    audiences: tuple[AudienceKind, ...]
    months: int | None = None
    rests: timedelta = timedelta(0)


# timing.csv: story_consent_default 12 months (36 at most), story_consent_cooling_off 72 h; they hold for name and image too.
_MONTHS, _RESTS = 12, timedelta(hours=72)
RULES = {
    Purpose.CONTACT: Rule((AudienceKind.NETWORK,)),
    Purpose.MATCHING: Rule((AudienceKind.NETWORK,)),
    Purpose.STATISTICS: Rule((AudienceKind.NETWORK,)),
    Purpose.QUOTE: Rule((AudienceKind.ENGAGEMENT, AudienceKind.PUBLIC)),
    Purpose.NAME: Rule((AudienceKind.AGENCY, AudienceKind.PUBLIC), _MONTHS, _RESTS),
    Purpose.IMAGE: Rule((AudienceKind.AGENCY, AudienceKind.PUBLIC), _MONTHS, _RESTS),
    Purpose.STORY: Rule((AudienceKind.PUBLIC,), _MONTHS, _RESTS),
    Purpose.ATTEND: Rule((AudienceKind.ENGAGEMENT,)),
    Purpose.RECORD: Rule((AudienceKind.ENGAGEMENT,)),
    Purpose.CONTACT_AGAIN: Rule((AudienceKind.AGENCY,)),
}


def purposes_for(kind: AudienceKind) -> list[Purpose]:
    """What may be agreed to for this kind of audience, in the order in which it is asked."""
    return [purpose for purpose, rule in RULES.items() if kind in rule.audiences]
