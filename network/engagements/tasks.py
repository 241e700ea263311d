"""Work that the office's request leaves to the worker. Public ids only; each may run twice."""

from network.engagements import services


def tell_invited(draw_id: str) -> int:
    """Tell those who were drawn that an invitation waits for them."""
    return services.tell_invited(draw_id)
