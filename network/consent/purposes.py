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
    """Which kinds of audience a purpose may have, how long a yes lasts, and how long it rests before it can begin.

    `months` is the end that is offered first (None: until withdrawn), `most` the latest that can be chosen. What rests
    begins only with a second yes after the rest.
    """

    audiences: tuple[AudienceKind, ...]
    months: int | None = None
    most: int | None = None
    rests: timedelta = timedelta(0)

    @property
    def asks_twice(self) -> bool:
        return bool(self.rests)

    @property
    def periods(self) -> tuple[int | None, ...]:
        """The ends that an expert can choose, in months; None: until she takes it back."""
        return PERIODS if self.most is None else tuple(each for each in PERIODS if each and each <= self.most)


PERIODS = (None, 3, 6, 12, 24, 36)
# timing.csv: story_consent_default 12 months, story_consent_maximum 36, story_consent_cooling_off 72 h; they hold for
# name and image too. 72 hours later is another day in every zone, even for somebody who travels: zones differ by 26 h.
_LASTS = (12, 36, timedelta(hours=72))
RULES = {
    Purpose.CONTACT: Rule((AudienceKind.NETWORK,)),
    Purpose.MATCHING: Rule((AudienceKind.NETWORK,)),
    Purpose.STATISTICS: Rule((AudienceKind.NETWORK,)),
    Purpose.QUOTE: Rule((AudienceKind.ENGAGEMENT, AudienceKind.PUBLIC)),
    Purpose.NAME: Rule((AudienceKind.AGENCY, AudienceKind.PUBLIC), *_LASTS),
    Purpose.IMAGE: Rule((AudienceKind.AGENCY, AudienceKind.PUBLIC), *_LASTS),
    Purpose.STORY: Rule((AudienceKind.PUBLIC,), *_LASTS),
    Purpose.ATTEND: Rule((AudienceKind.ENGAGEMENT,)),
    Purpose.RECORD: Rule((AudienceKind.ENGAGEMENT,)),
    Purpose.CONTACT_AGAIN: Rule((AudienceKind.AGENCY,)),
}


def purposes_for(kind: AudienceKind) -> list[Purpose]:
    """What may be agreed to for this kind of audience, in the order in which it is asked."""
    return [purpose for purpose, rule in RULES.items() if kind in rule.audiences]
