"""The note of what was said, and the expert's word on it. Silence is not agreement."""

from django.db import transaction

from network.agencies.models import Official
from network.audit.log import record
from network.audit.moves import advance
from network.common import clock
from network.common.states import MoveRefused
from network.consent import ledger, recalls
from network.consent.purposes import Audience, Purpose
from network.engagements.clocks import REMOVE_EVERYWHERE
from network.engagements.letters import discard_letter, keep_letter
from network.engagements.models import Contribution, Engagement
from network.engagements.services.common import (
    audience_of,
    locked,
    refuse_others,
    refuse_strangers,
    tell_expert,
    tell_office,
)
from network.engagements.states import CONTRIBUTION, ContributionState, EngagementState
from network.experts.disclosure import discard_note, keep_note
from network.people.models import User

NOTABLE = (EngagementState.DELIVERED, EngagementState.COMPLETED)


@transaction.atomic
def send_note(
    engagement: Engagement, official: Official, text: str, contribution: Contribution | None = None
) -> Contribution:
    """Put the note of what was said before the expert; `contribution` when it answers a wish for changes.

    The words are sealed under the expert's key: from here on the office reads them only once she agreed.
    Raises MoveRefused before the work was held.
    """
    engagement = locked(engagement)
    refuse_strangers(official, engagement)
    if engagement.state not in NOTABLE:
        raise MoveRefused("A note can be written once the session was held.")
    note = contribution or Contribution.objects.create(engagement=engagement)
    note.sent_at = clock.now()
    advance(note, CONTRIBUTION, "send", actor=official.user, role="official", save=("sent_at",))
    keep_note(engagement.profile, note.public_id, text)
    discard_letter(note)
    key = f"engagements.note_sent:{note.public_id}:{note.sent_at.timestamp():.0f}"
    tell_expert(engagement, "engagements.note_sent", note, key)
    return note


@transaction.atomic
def agree_note(contribution: Contribution, expert: User, *, quote: bool = False) -> None:
    """The expert has read the note and agrees: only now may the office read and use it, for this work alone.

    `quote` is her separate yes to short passages without her name. Agreeing twice changes nothing.
    """
    note = _own(contribution, expert)
    if note.state == ContributionState.AGREED:
        return
    # The yes first: where an earlier one lapsed, its notes are taken back before this one is agreed.
    audience = audience_of(note.engagement)
    ledger.grant(expert, Purpose.RECORD, audience)
    if quote:
        ledger.grant(expert, Purpose.QUOTE, audience)
    note.agreed_at = clock.now()
    advance(note, CONTRIBUTION, "agree", actor=expert, role="expert", save=("agreed_at",))
    tell_office(note.engagement, "engagements.note_agreed", note)


@transaction.atomic
def ask_changes(contribution: Contribution, expert: User, words: str) -> None:
    """The expert says what should read otherwise; the office writes the note again."""
    note = _own(contribution, expert)
    advance(note, CONTRIBUTION, "ask_changes", actor=expert, role="expert")
    keep_letter(note, words)
    tell_office(note.engagement, "engagements.note_changes", f"{note.public_id}:{note.sent_at:%y%m%d%H%M%S}")


@transaction.atomic
def withdraw_note(contribution: Contribution, expert: User) -> None:
    """Take a note back, agreed or not, at once and without a reason. Withdrawing twice changes nothing."""
    note = _own(contribution, expert)
    if note.state == ContributionState.WITHDRAWN:
        return
    _withdraw(note, expert)
    if not note.engagement.contributions.filter(state=ContributionState.AGREED).exists():
        for purpose in (Purpose.RECORD, Purpose.QUOTE):
            ledger.withdraw(expert, purpose, audience_of(note.engagement))


def withdraw_records(person: User, audience: Audience) -> None:
    """What a withdrawn consent to keep the record means: every agreed note of that work is withdrawn with it."""
    agreed = Contribution.objects.filter(
        engagement__public_id=audience.ref, engagement__profile__user=person, state=ContributionState.AGREED
    )
    for note in agreed:
        _withdraw(_own(note, person), person)


def ask_quotes_back(person: User, audience: Audience) -> None:
    """What a withdrawn consent to being quoted means: the office is asked to delete what it quoted from each note."""
    agreed = Contribution.objects.filter(
        engagement__public_id=audience.ref, engagement__profile__user=person, state=ContributionState.AGREED
    )
    for note in agreed.select_related("engagement__request__agency"):
        recalls.ask(person, Purpose.QUOTE, audience, note.engagement.request.agency, note.public_id)


def _withdraw(note: Contribution, expert: User) -> None:
    """Within 14 days of agreeing the words themselves go; later they stay with the expert, unused from now on."""
    was_agreed = note.state == ContributionState.AGREED
    note.withdrawn_at = clock.now()
    advance(note, CONTRIBUTION, "withdraw", actor=expert, role="expert", save=("withdrawn_at",))
    discard_letter(note)
    if not note.agreed_at or note.withdrawn_at - note.agreed_at <= REMOVE_EVERYWHERE:
        discard_note(note.engagement.profile, note.public_id)
        record(expert, "engagements.note.removed", note)
    if was_agreed:
        engagement = note.engagement
        recalls.ask(
            expert, Purpose.RECORD, audience_of(engagement), engagement.request.agency, note.public_id
        )
        tell_office(engagement, "engagements.note_withdrawn", note)


def _own(contribution: Contribution, expert: User) -> Contribution:
    """The note as stored now, with its engagement locked, for the expert who said it."""
    engagement = locked(contribution.engagement)
    refuse_others(expert, engagement)
    note = Contribution.objects.select_for_update().get(pk=contribution.pk)
    note.engagement = engagement
    return note
