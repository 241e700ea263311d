"""The draws an expert was in, in her own copy."""

from network.common.schemas import Schema, many, moment, record, words, yes_no
from network.experts.models import Profile
from network.matching.models import Entrant


def draws(profile: Profile) -> list[dict]:
    """Every draw she was in, with her chance and what came of it. One query."""
    found = Entrant.objects.filter(profile=profile).select_related("draw__request__agency")
    return [
        {
            "request": each.draw.request.title,
            "office": each.draw.request.agency.name,
            "drawn_at": each.draw.committed_at,
            "reference": each.reference,
            "chance": f"{each.chance:.3f}",
            "selected": each.selected,
        }
        for each in found.order_by("-draw__committed_at", "pk")
    ]


SCHEMA: Schema = many(
    "Draws you were in",
    record(
        "Draw",
        request=words("For"),
        office=words("Office"),
        drawn_at=moment("When"),
        reference=words("Your reference in this draw"),
        chance=words("Your chance, from 0 to 1"),
        selected=yes_no("Drawn"),
    ),
)
