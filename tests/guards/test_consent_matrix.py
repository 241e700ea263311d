"""Every purpose × audience × state of a yes × reader: what opens must be what this table says, written by hand.

A purpose, a kind of audience, a state or a role that the table does not know fails, so whoever adds one says here what
it opens. Readers are asked for everything each time, so a yes that opens something beside its own line is found too.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import transaction

from network.agencies.models import Official
from network.common import clock
from network.consent import ledger, texts
from network.consent.models import Grant
from network.consent.policies import State, state_of
from network.consent.purposes import NETWORK, RULES, Audience, AudienceKind, Purpose
from network.consultations.models import ConsultationRequest
from network.engagements.models import Contribution, Engagement
from network.engagements.queries.names import UNNAMED, known_of, names_for
from network.engagements.states import ContributionState
from network.experts import disclosure
from network.experts.disclosure import Viewer, disclose, disclose_note, disclose_payout, keep_note
from network.experts.models import Profile
from network.experts.payees import payee_for
from network.matching.eligibility import eligible
from network.notifications.choices import agrees
from network.outcomes.queries.notes import notes_of, read_notes
from network.outcomes.services import proposing
from network.people.models import User
from network.people.roles import Role
from network.voices.queries import all_shown
from network.voices.services import offer
from tests import factories
from tests.engagements import make

pytestmark = pytest.mark.django_db

# What a yes opens while it holds: what is read, and by which viewer. Whatever is not here opens nothing to anybody.
NEEDS = {("accommodations", "official"), ("boundaries", "official")}
OPENS: dict[tuple[Purpose, AudienceKind], set[tuple[str, str]]] = {
    (Purpose.CONTACT, AudienceKind.NETWORK): {("a mail", "expert"), ("a mail", "reviewer")},
    (Purpose.MATCHING, AudienceKind.NETWORK): {("a draw", "network")},
    (Purpose.STATISTICS, AudienceKind.NETWORK): set(),
    (Purpose.ATTEND, AudienceKind.ENGAGEMENT): {*NEEDS, ("a name for her", "official"), ("her skills", "official")},
    (Purpose.RECORD, AudienceKind.ENGAGEMENT): {
        ("a note", "official"), ("notes to build on", "official"), ("words to build on", "official"), ("a citation", "official"),
    },
    (Purpose.QUOTE, AudienceKind.ENGAGEMENT): set(),
    (Purpose.QUOTE, AudienceKind.PUBLIC): {("a passage", "anybody")},
    (Purpose.NAME, AudienceKind.AGENCY): {("legal_name", "official")},
    (Purpose.NAME, AudienceKind.PUBLIC): {("legal_name", "official"), ("legal_name", "another official")},
    (Purpose.IMAGE, AudienceKind.AGENCY): set(),
    (Purpose.IMAGE, AudienceKind.PUBLIC): set(),
    (Purpose.STORY, AudienceKind.PUBLIC): {("a text", "anybody")},
    (Purpose.CONTACT_AGAIN, AudienceKind.AGENCY): set(),
}  # fmt: skip
# What two yeses open together: a name for the public stands beside public words and nowhere else.
TOGETHER = {("a name beside words", "anybody")}
# What asks for no yes: where her money goes, for finance with a reason. Being told within the network needs none either.
WITHOUT_A_YES = {("payout_details", "finance")}
# In which roles somebody can be a viewer; an official is looked at once more from another office.
VIEWERS = {Role.EXPERT, Role.OFFICIAL, Role.MANAGER, Role.REVIEWER, Role.FINANCE, Role.EDITOR, Role.AUDITOR}


class Case(NamedTuple):
    """Her, her work with one office, and one viewer of each role by name."""

    profile: Profile
    engagement: Engagement
    later: ConsultationRequest
    note: Contribution
    officials: dict[str, Official]
    others: dict[str, User]
    payee: str


@pytest.fixture
def case() -> Case:
    """She says yes to nothing; every reader has something that it could read."""
    engagement = make.agreed(attend=False)
    profile = engagement.profile
    for purpose in (Purpose.CONTACT, Purpose.MATCHING):
        ledger.withdraw(profile.user, purpose, NETWORK)
    note = Contribution.objects.create(
        engagement=engagement, state=ContributionState.AGREED, sent_at=clock.now(), agreed_at=clock.now()
    )
    keep_note(profile, note.public_id, "What she said.")
    profile.user.role_grants.create(role=Role.REVIEWER)
    for kind in ("quote", "story"):
        offer(profile, kind, words="What she says to all.", language="en", with_name=True)
    return Case(
        profile,
        engagement,
        make.request(earliest_date=None, latest_date=None),
        note,
        {"official": engagement.invitation.sent_by, "another official": factories.official()},
        {role.value: factories.user(role) for role in Role if role != Role.OFFICIAL},
        payee_for(profile).public_id,
    )


def audience(case: Case, kind: AudienceKind) -> Audience:
    """The audience of this kind that she meets here."""
    refs = {
        AudienceKind.NETWORK: "",
        AudienceKind.PUBLIC: "",
        AudienceKind.AGENCY: case.engagement.request.agency.public_id,
        AudienceKind.ENGAGEMENT: case.engagement.public_id,
    }
    return Audience(kind, refs[kind])


def opened(case: Case) -> set[tuple[str, str]]:
    """All that any reader gets of her now, and who gets it."""
    return {
        *_by_the_gate(case), *_by_the_office(case), *_by_the_network(case), *_for_money(case), *_by_anybody(),
    }  # fmt: skip


def _viewers(case: Case) -> Iterator[tuple[str, Viewer]]:
    for name, official in case.officials.items():
        yield name, Viewer(official.user, Role.OFFICIAL, official.agency_id)
    for name, user in case.others.items():
        yield name, Viewer(user, Role(name))


def _by_the_gate(case: Case) -> Iterator[tuple[str, str]]:
    for name, viewer in _viewers(case):
        for purpose in Purpose:
            for kind in AudienceKind:
                seen = disclose(case.profile, viewer, purpose, audience(case, kind)).fields
                yield from ((field, name) for field in seen)
        if disclose_note(case.profile, viewer, case.engagement.public_id, case.note.public_id):
            yield "a note", name


def _by_the_office(case: Case) -> Iterator[tuple[str, str]]:
    """Lists and pages of offices, each for its own officials."""
    for name, official in case.officials.items():
        user, request = official.user, case.engagement.request
        if names_for([case.engagement], official.agency)[case.engagement.pk] != UNNAMED:
            yield "a name for her", name
        notes = notes_of(user, request) if official.agency_id == request.agency_id else []
        if notes:
            yield "notes to build on", name
        if read_notes(user, notes):
            yield "words to build on", name
    if known_of(case.engagement).skills:
        yield "her skills", "official"
    if proposing._may_be_used(case.note):
        yield "a citation", "official"


def _by_the_network(case: Case) -> Iterator[tuple[str, str]]:
    if case.profile in eligible(case.later):
        yield "a draw", "network"
    roles = list(case.profile.user.role_grants.all())
    for role in (Role.EXPERT, Role.REVIEWER):
        person = User.objects.get(pk=case.profile.user_id)
        person.__dict__["roles"] = frozenset({role} & {grant.role for grant in roles})
        if agrees(person):
            yield "a mail", role.value


def _for_money(case: Case) -> Iterator[tuple[str, str]]:
    for name, viewer in _viewers(case):
        yield from (
            (field, name) for field in disclose_payout(case.payee, viewer, "Transfer of today").fields
        )


def _by_anybody() -> Iterator[tuple[str, str]]:
    for each in all_shown().values():
        yield {"quote": "a passage", "story": "a text"}[each.kind], "anybody"
        if each.name:
            yield "a name beside words", "anybody"


# How a yes can stand, how it comes to that, and whether it opens anything then.
Reach = Callable[[User, Purpose, Audience], timedelta]
REST = timedelta(hours=73)


def never_asked(person, purpose, audience):
    return timedelta(0)


def granted(person, purpose, audience):
    ledger.grant(person, purpose, audience)
    return timedelta(0)


def rested(person, purpose, audience):
    ledger.grant(person, purpose, audience)
    return REST


def confirmed(person, purpose, audience):
    ledger.grant(person, purpose, audience)
    with clock.standing_at(clock.now() + REST):
        ledger.confirm(person, purpose, audience)
    return REST


def begun(person, purpose, audience):
    """By whichever road this purpose begins."""
    return (confirmed if RULES[purpose].asks_twice else granted)(person, purpose, audience)


def lapsed(person, purpose, audience):
    until = clock.now() + timedelta(days=5)
    ledger.grant(person, purpose, audience, until=until)
    if RULES[purpose].asks_twice:
        with clock.standing_at(clock.now() + REST):
            ledger.confirm(person, purpose, audience)
    return timedelta(days=5)


def withdrawn(person, purpose, audience):
    later = begun(person, purpose, audience)
    with clock.standing_at(clock.now() + later):
        ledger.withdraw(person, purpose, audience)
    return later


AT_ONCE: dict[str, tuple[Reach, State, bool]] = {
    "never asked": (never_asked, State.OFF, False),
    "granted": (granted, State.ON, True),
    "lapsed": (lapsed, State.LAPSED, False),
    "withdrawn": (withdrawn, State.OFF, False),
    "reworded": (begun, State.REWORDED, False),
}
TWICE: dict[str, tuple[Reach, State, bool]] = AT_ONCE | {
    "granted": (granted, State.RESTING, False),
    "rested, unconfirmed": (rested, State.WAITING, False),
    "confirmed": (confirmed, State.ON, True),
}


def expected(purpose: Purpose, kind: AudienceKind, holds: bool) -> set[tuple[str, str]]:
    return WITHOUT_A_YES | (OPENS[purpose, kind] if holds else set())


@contextmanager
def with_new_words(purpose: Purpose, when: bool) -> Iterator[None]:
    """In every language, where `when`."""
    with pytest.MonkeyPatch.context() as patch:
        for spoken in texts.TEXTS.values() if when else ():
            patch.setitem(spoken, purpose, spoken[purpose]._replace(version=spoken[purpose].version + 1))
        yield


def differences(case: Case, purpose: Purpose, kind: AudienceKind) -> dict[str, set[tuple[str, str]]]:
    """For each state: what opened and should not have, or did not and should have."""
    wrong, reach = {}, audience(case, kind)
    for name, (comes_to, state, holds) in (TWICE if RULES[purpose].asks_twice else AT_ONCE).items():
        sid, person = transaction.savepoint(), case.profile.user
        later = comes_to(person, purpose, reach)
        with clock.standing_at(clock.now() + later), with_new_words(purpose, state == State.REWORDED):
            held = Grant.objects.filter(person=person, purpose=purpose, audience_kind=kind).first()
            assert state_of(held, clock.now()) == state, name
            wrong[name] = opened(case) ^ expected(purpose, kind, holds)
        transaction.savepoint_rollback(sid)
    return {name: found for name, found in wrong.items() if found}


@pytest.mark.parametrize(("purpose", "kind"), OPENS, ids=lambda part: part.value)
def test_each_yes_opens_its_own_line_while_it_holds_and_nothing_else(case, purpose, kind):
    assert differences(case, purpose, kind) == {}


def test_every_other_audience_is_refused_and_opens_nothing(case):
    for purpose in Purpose:
        for kind in AudienceKind:
            if (purpose, kind) not in OPENS:
                with pytest.raises(ledger.ConsentRefused):
                    ledger.grant(case.profile.user, purpose, audience(case, kind))
    assert opened(case) == WITHOUT_A_YES


def test_the_table_has_a_line_for_every_purpose_and_audience_that_can_be_agreed():
    assert set(OPENS) == {(purpose, kind) for purpose, rule in RULES.items() for kind in rule.audiences}
    assert set(RULES) == set(Purpose) and {kind for _, kind in OPENS} == set(AudienceKind)


def test_the_table_knows_every_role_and_every_state():
    assert set(Role) == VIEWERS
    assert {state for _, state, _ in TWICE.values()} == set(State)


def test_every_state_alike_whatever_else_she_agreed_to(case):
    """With every yes at once, each reader gets the union of the lines, and another office no more than what is public."""
    for purpose, kind in OPENS:
        confirmed_or_granted = confirmed if RULES[purpose].asks_twice else granted
        confirmed_or_granted(case.profile.user, purpose, audience(case, kind))
    with clock.standing_at(clock.now() + REST):
        assert opened(case) == WITHOUT_A_YES.union(TOGETHER, *OPENS.values())


class TestTheMatrixFinds:
    def test_a_gate_that_does_not_ask(self, case, monkeypatch):
        monkeypatch.setattr(disclosure.ledger, "allows", lambda *question: True)
        assert "never asked" in differences(case, Purpose.ATTEND, AudienceKind.ENGAGEMENT)

    def test_a_purpose_that_opens_more(self, case, monkeypatch):
        monkeypatch.setitem(disclosure.OPENS, (Purpose.IMAGE, Role.MANAGER), ("about",))
        assert differences(case, Purpose.IMAGE, AudienceKind.PUBLIC) == {"confirmed": {("about", "manager")}}

    def test_a_state_that_is_taken_for_a_yes(self, case, monkeypatch):
        """Words that changed, a rest that is not over, a time that is: each is asked for by itself."""
        anything = lambda purpose: Grant.objects.filter(purpose=purpose)  # noqa: E731
        monkeypatch.setattr(ledger, "_holding", anything)
        wrong = differences(case, Purpose.NAME, AudienceKind.AGENCY)
        assert set(wrong) == {"granted", "rested, unconfirmed", "lapsed", "reworded"}

    def test_a_role_that_gets_in(self, case, monkeypatch):
        monkeypatch.setitem(disclosure.OPENS, (Purpose.NAME, Role.EDITOR), ("legal_name",))
        wrong = differences(case, Purpose.NAME, AudienceKind.PUBLIC)
        assert wrong == {"confirmed": {("legal_name", "editor")}}

    def test_an_office_that_names_the_work_of_another(self, case, monkeypatch):
        monkeypatch.setattr(disclosure, "_for_another_office", lambda viewer, works: set())
        found = differences(case, Purpose.RECORD, AudienceKind.ENGAGEMENT)
        assert found == {"granted": {("a note", "another official")}}
