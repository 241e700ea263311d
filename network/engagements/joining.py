"""How to join a session: where an expert will be, and when. Sealed under the session's own id, for the two who meet."""

from collections.abc import Iterable

from network.engagements.models import Session
from network.vault import services as vault

_NAME = "how_to_join"


def keep_way(session: Session, words: str) -> None:
    """Seal the link or the place."""
    if words:
        vault.seal(session.public_id, **{_NAME: words})


def ways_to_join(sessions: Iterable[Session]) -> dict[str, str]:
    """The link or place of each of these sessions, `{public id: words}` where one is kept. Two queries.

    The caller has checked that the reader is the expert or belongs to the office of each.
    """
    return vault.unseal_many([session.public_id for session in sessions], _NAME)


def way_to_join(session: Session) -> str:
    """The same for one; "" when there is none."""
    return ways_to_join([session]).get(session.public_id, "")


def forget_way(session: Session) -> None:
    """The meeting is over or off: nobody needs to know any more where it was."""
    vault.discard(session.public_id, _NAME)
