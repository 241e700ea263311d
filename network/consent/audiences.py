"""What an expert's offices and pieces of work are called, so that she reads to whom she says yes.

Consent knows offices and engagements as references; whoever knows them registers their names here.
"""

from collections.abc import Callable

from network.consent.purposes import AudienceKind
from network.people.models import User

Names = Callable[[User], dict[str, str]]
_NAMES: dict[AudienceKind, list[Names]] = {}


def register_audiences(kind: AudienceKind, names: Names) -> None:
    """Add `names(person) -> {public id: words}`: the audiences of this kind that the person may be asked about."""
    _NAMES.setdefault(kind, []).append(names)


def audiences_of(person: User, kind: AudienceKind) -> dict[str, str]:
    """Every audience of this kind that the person may be asked about, by reference."""
    return {ref: words for names in _NAMES.get(kind, []) for ref, words in names(person).items()}
