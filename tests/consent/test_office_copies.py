"""What an office is to delete: the open ones first, soonest due; each answered by its own button alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from network.common import clock
from network.consent import office, recalls
from network.consent.models import Recall
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
WORK = Audience(AudienceKind.ENGAGEMENT, "work-one")
START = clock.now()


@pytest.fixture
def official():
    return factories.official()


@pytest.fixture
def four(official):
    """Copies asked back on four days, the last asked first; the two in the middle are deleted, `c` before `b`."""
    person = factories.user(Role.EXPERT)
    for days, about in ((9, "d"), (6, "c"), (3, "b"), (0, "a")):
        with clock.standing_at(START + timedelta(days=days)):
            recalls.ask(person, Purpose.RECORD, WORK, official.agency, about)
    for days, about in ((20, "c"), (21, "b")):
        with clock.standing_at(START + timedelta(days=days)):
            recalls.acknowledge(Recall.objects.get(about=about), official)


def test_open_ones_come_first_soonest_due_and_deleted_ones_last_newest_first(official, four):
    assert [recall.about for recall in office.recalls_for(official.user)] == ["a", "d", "b", "c"]
    assert [recall.about for recall in office.open_recalls(official)] == ["a", "d"]


def test_another_offices_copies_are_not_listed(official, four):
    other = factories.official()
    recalls.ask(factories.user(Role.EXPERT), Purpose.RECORD, WORK, other.agency, "theirs")
    assert [recall.about for recall in office.recalls_for(other.user)] == ["theirs"]
    assert [recall.about for recall in office.open_recalls(other)] == ["theirs"]
    assert "theirs" not in [recall.about for recall in office.recalls_for(official.user)]


def test_one_press_answers_for_the_one_copy(official, four, sign_in):
    soonest = Recall.objects.get(about="a")
    page = sign_in(official.user).post(reverse("consent:deleted", args=[soonest.public_id]), follow=True)
    assert page.redirect_chain[-1][0] == reverse("consent:to_delete")
    assert "Thank you. It is noted that your office has deleted it." in page.content.decode()
    assert [recall.about for recall in office.open_recalls(official)] == ["d"]


def test_the_office_reads_when_it_was_asked_and_by_when_it_is_due(official, four, sign_in):
    with clock.standing_at(START + timedelta(days=9)):
        page = sign_in(official.user).get(reverse("consent:to_delete")).content.decode()
    assert page.count("We have deleted every copy") == 2 and page.count("Asked on") == 2


def test_the_office_is_read_with_its_list(official, four, django_assert_num_queries):
    list_of = office.recalls_for(official.user)
    with django_assert_num_queries(1):
        assert {recall.agency.name for recall in list_of} == {official.agency.name}
