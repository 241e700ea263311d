"""The disclosure gate: the only road from the vault to somebody else's screen, file, mail or API.

It asks the consent ledger inside the caller's transaction, returns only what was granted, and writes a
reading that the expert sees at once. No consent, no expert, paused, walled: the same empty answer.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat

from network.agencies.models import Agency, Official
from network.agencies.queries import own_official
from network.audit.log import record_each
from network.common import clock
from network.consent import ledger
from network.consent.purposes import NETWORK, Audience, AudienceKind, Purpose
from network.experts.models import Opening, Profile, Reading
from network.experts.openings import OPENABLE_WORDS
from network.experts.services.opening import begin_reading
from network.experts.walls import walls_before
from network.people.models import User
from network.people.roles import Role
from network.people.safe_contact import NAME as CONTACT
from network.vault import services as vault
from network.vault.models import Sealed


class Viewer(NamedTuple):
    """Who looks, in which role, for which agency (its id; an official without one sees nothing)."""

    user: User
    role: Role
    agency_id: int | None = None


def for_own_office(user: User) -> Viewer:
    """An official who looks for the office that they belong to; 404 for anybody without one."""
    return Viewer(user, Role.OFFICIAL, own_official(user).agency_id)


class Disclosure(NamedTuple):
    """What the viewer may see: `{field: value}`. Empty when nothing may be seen, whatever the reason."""

    fields: dict[str, Any]


NOTHING = Disclosure({})


class NoteOf(NamedTuple):
    """One contribution: whose, in which engagement (its public id), and its own public id."""

    profile: Profile
    engagement_id: str
    note_id: str


# Which sealed fields a purpose opens, and to which role.
OPENS: dict[tuple[Purpose, Role], tuple[str, ...]] = {
    (Purpose.ATTEND, Role.OFFICIAL): ("accommodations", "boundaries"),
    (Purpose.NAME, Role.OFFICIAL): ("legal_name",),
}
# Being paid is part of every agreement and no office ever sees this, so it asks for a reason, not for a consent.
PAYOUT = "payout"
DANGER = "danger"
OfficesOf = Callable[[Iterable[str]], dict[str, int]]
_OFFICES_OF_WORK: list[OfficesOf] = []


def register_offices_of_work(offices_of: OfficesOf) -> None:
    """Say which office each piece of work is for, `{its public id: pk of the office}`. Called from AppConfig.ready()."""
    _OFFICES_OF_WORK[:] = [offices_of]


@transaction.atomic
def disclose(
    profile: Profile | None, viewer: Viewer, purpose: Purpose, audience: Audience = NETWORK, reason: str = ""
) -> Disclosure:
    """The sealed fields `viewer` may see of this expert for `purpose`, and nothing else. Logs the reading."""
    names = OPENS.get((purpose, viewer.role), ())
    if profile is None or not names or not _may_see(profile, viewer, purpose, audience):
        return NOTHING
    return _read(profile, viewer, purpose, names, reason)


def disclose_note(profile: Profile | None, viewer: Viewer, engagement_id: str, note_id: str) -> str | None:
    """The agreed words of one contribution, while the expert lets this engagement's record be kept; else None."""
    return disclose_notes(viewer, [NoteOf(profile, engagement_id, note_id)]).get(note_id) if profile else None


@transaction.atomic
def disclose_notes(viewer: Viewer, notes: Iterable[NoteOf]) -> dict[str, str]:
    """The words of those among these notes that `viewer` may read now, `{note id: words}`; each is a reading of its own.

    A fixed number of queries however many there are, asked under the same locks as one note.
    """
    notes = _readable(viewer, list(notes))
    read = _read_each(viewer, Purpose.RECORD, [(each.profile, (_note(each.note_id),)) for each in notes], "")
    return {
        note.note_id: fields[_note(note.note_id)] for note, fields in zip(notes, read, strict=True) if fields
    }


@transaction.atomic
def disclose_payout(payee_ref: str, viewer: Viewer, reason: str) -> Disclosure:
    """Where this payee's money goes: for finance alone, with a stated reason, which the expert reads."""
    profile = Profile.objects.filter(payee_ref=payee_ref).exclude(state=Profile.State.LEFT).first()
    if profile is None or not reason.strip() or viewer.role != Role.FINANCE or not _holds_role(viewer):
        return NOTHING
    return _read(profile, viewer, PAYOUT, ("payout_details",), reason.strip())


@transaction.atomic
def disclose_in_danger(opening: Opening, user: User) -> list[tuple[str, str]]:
    """What two managers opened together because of a danger, `(label, value)`; once. Raises MoveRefused.

    No consent is asked: the expert was told when it was asked for and approved, and reads the reason.
    """
    begin_reading(opening, by=user)
    profile, names = opening.profile, tuple(opening.fields.split(", "))
    shown = _read(profile, Viewer(user, Role.MANAGER), DANGER, names, opening.reason).fields
    return [(OPENABLE_WORDS[name], _as_text(shown[name])) for name in names if name in shown]


def keep_note(profile: Profile, note_id: str, text: str) -> None:
    """Seal the words of one contribution under the expert's own key, replacing earlier ones."""
    vault.seal(profile.public_id, **{_note(note_id): text})


def own_note(profile: Profile, note_id: str) -> str | None:
    """The words of one contribution for the expert who said them. Only pages that are hers may call this."""
    return vault.unseal(profile.public_id, _note(note_id)).get(_note(note_id))


def own_notes(profile: Profile, note_ids: Iterable[str]) -> dict[str, str]:
    """The words of several contributions for the expert who said them, `{note id: words}`; those gone are absent."""
    names = {_note(note_id): note_id for note_id in note_ids}
    return {names[name]: words for name, words in vault.unseal(profile.public_id, *names).items()}


def discard_note(profile: Profile, note_id: str) -> None:
    """Forget the words of one contribution."""
    vault.discard(profile.public_id, _note(note_id))


def note_is_kept(id_field: str) -> Exists:
    """A condition on rows whose field `id_field` names a contribution: its words are still sealed. For use inside SQL."""
    return Exists(Sealed.objects.filter(name=Concat(Value(_note("")), OuterRef(id_field))))


def _note(note_id: str) -> str:
    return f"note_{note_id}"


def _may_see(profile: Profile, viewer: Viewer, purpose: Purpose, audience: Audience) -> bool:
    return (
        _holds_role(viewer)
        and _is_meant(viewer, audience)
        and bool(_present(viewer, [profile]))
        and ledger.allows(profile.user, purpose, audience)
    )


def _present(viewer: Viewer, profiles: Iterable[Profile]) -> dict[int, int]:
    """Those of these experts who exist for the viewer, active and behind no wall: `{pk: pk of the person}`.

    Asks the stored rows, not the objects at hand: a pause or wall of a second ago already counts.
    """
    present = Profile.objects.filter(pk__in={each.pk for each in profiles}, state=Profile.State.ACTIVE)
    if viewer.agency_id:
        agency = Agency.objects.get(pk=viewer.agency_id)
        walls = walls_before(agency, Official.objects.filter(user=viewer.user))
        present = present.exclude(pk__in=walls.values("profile"))
    return dict(present.values_list("pk", "user_id"))


def _as_text(value: str | dict[str, Any]) -> str:
    """A contact is sealed as several choices; how to reach somebody is what they come to."""
    return value if isinstance(value, str) else f"{value['channel']}: {value['address']}"


def _readable(viewer: Viewer, notes: list[NoteOf]) -> list[NoteOf]:
    """`_may_see` for many notes at once, in a fixed number of queries."""
    if viewer.role != Role.OFFICIAL or viewer.agency_id is None or not _holds_role(viewer):
        return []
    people = _present(viewer, (each.profile for each in notes))
    refs = {each.engagement_id for each in notes}
    elsewhere = _for_another_office(viewer, refs)
    agreed = ledger.agreed_among(Purpose.RECORD, AudienceKind.ENGAGEMENT, refs)
    agreed = {(person, ref) for person, ref in agreed if ref not in elsewhere}
    return [each for each in notes if (people.get(each.profile.pk), each.engagement_id) in agreed]


def _holds_role(viewer: Viewer) -> bool:
    return viewer.user.is_active and viewer.role in viewer.user.roles


def _is_meant(viewer: Viewer, audience: Audience) -> bool:
    """An official looks for an office; a consent for one office, or for work with it, reaches no other."""
    if viewer.role == Role.OFFICIAL and viewer.agency_id is None:
        return False
    if audience.kind == AudienceKind.ENGAGEMENT:
        return not _for_another_office(viewer, {audience.ref})
    if audience.kind != AudienceKind.AGENCY:
        return True
    office = viewer.agency_id
    return office is not None and Agency.objects.filter(pk=office, public_id=audience.ref).exists()


def _for_another_office(viewer: Viewer, works: set[str]) -> set[str]:
    """Those of these pieces of work that are for another office than the viewer's."""
    offices = [offices_of(works) for offices_of in _OFFICES_OF_WORK]
    return {ref for each in offices for ref, office in each.items() if office != viewer.agency_id}


def _read(profile: Profile, viewer: Viewer, purpose: str, names: tuple[str, ...], reason: str) -> Disclosure:
    [read] = _read_each(viewer, purpose, [(profile, names)], reason)
    return Disclosure(read)


def _read_each(
    viewer: Viewer, purpose: str, wanted: list[tuple[Profile, tuple[str, ...]]], reason: str
) -> list[dict[str, Any]]:
    """The fields of each (expert, names) in order, each logged for that expert and in the audit log."""
    values = vault.unseal_each(_place(profile, name) for profile, names in wanted for name in names)
    read = [
        {name: values[place] for name in names if (place := _place(profile, name)) in values}
        for profile, names in wanted
    ]
    seen = [(profile, fields) for (profile, _), fields in zip(wanted, read, strict=True) if fields]
    if seen:
        Reading.objects.bulk_create(
            _reading(profile, viewer, purpose, fields, reason) for profile, fields in seen
        )
        detail = {"role": viewer.role, "purpose": purpose}
        record_each(
            viewer.user,
            "experts.read",
            [(profile, {**detail, "count": len(fields)}) for profile, fields in seen],
        )
    return read


def _place(profile: Profile, name: str) -> tuple[str, str]:
    """Whose key seals it: a contact is sealed under the person's key, everything else under the profile's."""
    return (profile.user.public_id if name == CONTACT else profile.public_id), name


def _reading(profile: Profile, viewer: Viewer, purpose: str, fields: Iterable[str], reason: str) -> Reading:
    return Reading(
        profile=profile,
        viewer=viewer.user.public_id,
        viewer_role=viewer.role.label,
        purpose=purpose,
        fields=", ".join(
            sorted(name.split("_", 1)[0] if name.startswith("note_") else name for name in fields)
        ),
        reason=reason,
        at=clock.now(),
    )
