"""Whether a draw that was run comes out the same from its inputs."""

from network.matching.draw import chance_of, commitment_of, order_by_seed
from network.matching.models import Draw


def check_draw(draw: Draw) -> list[str]:
    """What does not agree, in plain words; nothing when the draw is as it should be."""
    entrants = list(draw.entrants.order_by("rank"))
    kept = [entrant.reference for entrant in entrants]
    chance = chance_of(draw.seats, len(entrants))
    checks = {
        "the commitment is not the hash of the seed": commitment_of(draw.seed) == draw.commitment,
        "the size of the set was changed": len(entrants) == draw.pool_size,
        "the order is not the seed's": order_by_seed(draw.seed, kept) == kept,
        "a recorded chance is wrong": all(entrant.chance == chance for entrant in entrants),
        "the chosen are not the first": all(
            entrant.selected == (entrant.rank < draw.seats) for entrant in entrants
        ),
    }
    return [problem for problem, holds in checks.items() if not holds]
