"""What an expert can agree to: each purpose alone, off by default, for an audience and a time."""

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
    """Which kinds of audience a purpose may have, and how many months a yes lasts (None: until withdrawn)."""

    audiences: tuple[AudienceKind, ...]
    months: int | None


# Story, name and image: 12 months by default (survivor story accreditation standard allows 36), the rest until withdrawn.
RULES = {
    Purpose.CONTACT: Rule((AudienceKind.NETWORK,), None),
    Purpose.MATCHING: Rule((AudienceKind.NETWORK,), None),
    Purpose.ATTEND: Rule((AudienceKind.ENGAGEMENT,), None),
    Purpose.RECORD: Rule((AudienceKind.ENGAGEMENT,), None),
    Purpose.QUOTE: Rule((AudienceKind.ENGAGEMENT, AudienceKind.PUBLIC), None),
    Purpose.NAME: Rule((AudienceKind.AGENCY, AudienceKind.PUBLIC), 12),
    Purpose.IMAGE: Rule((AudienceKind.AGENCY, AudienceKind.PUBLIC), 12),
    Purpose.STORY: Rule((AudienceKind.PUBLIC,), 12),
    Purpose.STATISTICS: Rule((AudienceKind.NETWORK,), None),
    Purpose.CONTACT_AGAIN: Rule((AudienceKind.AGENCY,), None),
}
