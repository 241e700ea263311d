"""Work that a withdrawal leaves to the worker. Public ids only; each may run twice."""

from network.consent import recalls


def tell_office(public_id: str) -> int:
    """Tell an office's people that they are asked to delete a copy."""
    return recalls.tell(public_id)
