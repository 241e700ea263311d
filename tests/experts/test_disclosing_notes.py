"""Many notes at once: every one asks for itself, in as many queries as one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import OperationalError

from network.audit.chain import all_chains, broken_links
from network.audit.models import Entry
from network.consent import ledger
from network.consent.models import Grant
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.experts.disclosure import NoteOf, Viewer, disclose_note, disclose_notes, keep_note
from network.experts.models import Reading
from network.experts.services import add_wall, pause
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def official():
    return factories.official()


@pytest.fixture
def viewer(official):
    return Viewer(official.user, Role.OFFICIAL, official.agency_id)


def record_of(number) -> Audience:
    return Audience(AudienceKind.ENGAGEMENT, f"work-{number}")


def note(number: int, expert=None) -> NoteOf:
    """A note of a new expert, who agreed that it may be kept."""
    expert = expert or factories.expert()
    keep_note(expert, f"n{number}", f"Words {number}")
    ledger.grant(expert.user, Purpose.RECORD, record_of(number))
    return NoteOf(expert, record_of(number).ref, f"n{number}")


def test_each_is_read_and_each_expert_sees_it(viewer):
    first, second = note(1), note(2)
    third = note(3, first.profile)
    assert disclose_notes(viewer, [first, second, third]) == {
        "n1": "Words 1",
        "n2": "Words 2",
        "n3": "Words 3",
    }
    assert (first.profile.readings.count(), second.profile.readings.count()) == (2, 1)
    entries = Entry.objects.filter(action="experts.read").order_by("id")
    assert [entry.object_id for entry in entries] == [
        each.profile.public_id for each in (first, second, third)
    ]
    assert not [link for chain in all_chains() for link in broken_links(chain)]


def never_agreed(one, official):
    ledger.withdraw(one.profile.user, Purpose.RECORD, Audience(AudienceKind.ENGAGEMENT, one.engagement_id))


def paused(one, official):
    pause(one.profile)


def walled(one, official):
    add_wall(one.profile, official.agency)


def walled_from_this_official(one, official):
    add_wall(one.profile, official)


def walled_from_the_whole_government(one, official):
    add_wall(one.profile, official.agency.jurisdiction)


@pytest.mark.parametrize(
    "why", [never_agreed, paused, walled, walled_from_this_official, walled_from_the_whole_government]
)
def test_one_that_may_not_be_seen_is_absent_and_the_others_are_read(viewer, official, why):
    first, second = note(1), note(2)
    why(second, official)
    assert disclose_notes(viewer, [first, second]) == {"n1": "Words 1"}
    assert not second.profile.readings.exists()


def test_anothers_yes_to_the_same_work_opens_nothing(viewer):
    mine, other = note(1), factories.expert()
    keep_note(other, "n9", "Not agreed")
    assert disclose_notes(viewer, [mine, NoteOf(other, mine.engagement_id, "n9")]) == {"n1": "Words 1"}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFICIAL])
def test_no_other_role_and_no_official_without_an_office(role, official):
    one = note(1)
    for seer in (
        Viewer(factories.user(role), role, official.agency_id),
        Viewer(factories.user(role), Role.OFFICIAL, official.agency_id),
        Viewer(official.user, Role.OFFICIAL),
    ):
        assert disclose_notes(seer, [one]) == {}
    assert not Reading.objects.exists()


def test_nothing_is_nothing(viewer):
    assert disclose_notes(viewer, []) == {}
    assert disclose_note(None, viewer, "work-1", "n1") is None
    assert not Entry.objects.filter(action="experts.read").exists()


def test_twelve_take_as_many_queries_as_one(viewer, django_assert_num_queries, django_assert_max_num_queries):
    notes = [note(number) for number in range(12)]
    assert viewer.user.roles  # asked once for a person, and remembered
    with django_assert_max_num_queries(15) as few:
        disclose_notes(viewer, notes[:1])
    with django_assert_num_queries(len(few)):
        assert len(disclose_notes(viewer, notes)) == 12


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestTheLock:
    """The rows that said yes stay locked until the reader's transaction ends, so no withdrawal overtakes it."""

    def taken(self, one) -> bool:
        """Whether another connection finds the yes locked."""

        def look():
            try:
                with transaction.atomic():
                    list(Grant.objects.select_for_update(nowait=True).filter(person=one.profile.user))
            except (OperationalError, DatabaseError):
                return True
            finally:
                connection.close()
            return False

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(look).result()

    def test_it_holds(self, viewer):
        first, second = note(1), note(2)
        with transaction.atomic():
            disclose_notes(viewer, [first, second])
            assert self.taken(first) and self.taken(second)
        assert not self.taken(first)

    def test_asking_outside_of_a_transaction_locks_nothing(self, viewer):
        """The negative control: the question alone does not hold the rows."""
        one = note(1)
        assert ledger.agreed_among(Purpose.RECORD, AudienceKind.ENGAGEMENT, [one.engagement_id])
        assert not self.taken(one)
