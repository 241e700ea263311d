"""Where an expert will be, and when, is for the two sides that meet, and only until they met."""

import pytest
from django.urls import reverse

from network.common import clock
from network.engagements import services
from network.engagements.joining import way_to_join, ways_to_join
from network.vault.models import Sealed
from tests.engagements import make
from tests.engagements.make import fresh

pytestmark = pytest.mark.django_db
WAY = "A link comes by post."


def test_both_sides_read_it_and_the_vault_alone_holds_it(sign_in):
    session = make.confirmed()
    expert = sign_in(session.profile.user).get(reverse("engagements:session", args=[session.public_id]))
    office = sign_in(session.proposed_by.user).get(
        reverse("engagements:office_one", args=[session.engagement.public_id])
    )
    assert WAY in expert.content.decode() and WAY in office.content.decode()
    assert Sealed.objects.filter(owner=session.public_id, name="how_to_join").exists()


def lapse(session):
    with clock.standing_at(session.starts_at):
        services.expire_invitations()


def take_back(session):
    services.take_back_session(session, session.proposed_by)


def refuse(session):
    services.refuse_session(session, session.profile.user)


def stop(session):
    services.stop_engagement(session.engagement, session.profile.user)


@pytest.mark.parametrize("end", [lapse, take_back, refuse, stop])
def test_it_is_forgotten_when_nobody_meets(end):
    session = make.proposed()
    assert way_to_join(session) == WAY
    end(session)
    assert way_to_join(fresh(session)) == ""


def test_it_is_forgotten_when_they_met(sign_in):
    session = make.held().sessions.get()
    assert way_to_join(session) == ""
    page = sign_in(session.profile.user).get(reverse("engagements:session", args=[session.public_id]))
    assert "No longer kept" in page.content.decode()


def test_many_take_as_many_queries_as_one(django_assert_num_queries):
    sessions = [make.proposed(make.agreed(make.request())) for _ in range(2)]
    with django_assert_num_queries(2):
        assert ways_to_join(sessions[:1])
    with django_assert_num_queries(2):
        assert set(ways_to_join(sessions).values()) == {WAY}
