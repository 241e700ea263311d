"""What an office reads to meet an expert well: what she agreed to, while the work is under way, each time seen by her."""

from datetime import timedelta

import pytest
from django.urls import reverse

from network.common import clock
from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.engagements import services
from network.experts.services import add_wall, pause
from network.vault import services as vault
from tests.engagements import make

pytestmark = pytest.mark.django_db
NEEDED = "A door that is not behind me"
UNWANTED = "No photographs"
NAME = "Wanjiru Example"


@pytest.fixture
def engagement():
    made = make.agreed()
    vault.seal(made.profile.public_id, accommodations=NEEDED, boundaries=UNWANTED, legal_name=NAME)
    return made


@pytest.fixture
def opened(sign_in, engagement):
    """What the office reads on the page, anew at each call."""
    client = sign_in(engagement.invitation.sent_by.user)
    path = reverse("engagements:needs", args=[engagement.public_id])
    return lambda: client.get(path).content.decode()


def let_her_name_be_known(engagement):
    office = Audience(AudienceKind.AGENCY, engagement.request.agency.public_id)
    ledger.grant(engagement.profile.user, Purpose.NAME, office)
    with clock.standing_at(clock.now() + timedelta(hours=73)):
        ledger.confirm(engagement.profile.user, Purpose.NAME, office)
    return clock.standing_at(clock.now() + timedelta(hours=74))


def test_the_office_reads_what_she_needs_and_she_sees_that_it_did(engagement, opened):
    page = opened()
    assert NEEDED in page and UNWANTED in page and NAME not in page
    reading = engagement.profile.readings.get()
    assert (reading.purpose, reading.fields) == (Purpose.ATTEND, "accommodations, boundaries")


def test_her_name_stands_there_only_after_her_second_yes_for_this_office(engagement, opened):
    office = Audience(AudienceKind.AGENCY, engagement.request.agency.public_id)
    ledger.grant(engagement.profile.user, Purpose.NAME, office)
    assert NAME not in opened()
    ledger.withdraw(engagement.profile.user, Purpose.NAME, office)
    with let_her_name_be_known(engagement):
        assert NAME in opened()


def nothing_written_down(engagement):
    vault.discard(engagement.profile.public_id, "accommodations", "boundaries", "legal_name")


def taken_back(engagement):
    work = Audience(AudienceKind.ENGAGEMENT, engagement.public_id)
    ledger.withdraw(engagement.profile.user, Purpose.ATTEND, work)


def paused(engagement):
    pause(engagement.profile)


def behind_a_wall(engagement):
    add_wall(engagement.profile, engagement.request.agency)


def over(engagement):
    services.stop_engagement(engagement, engagement.profile.user)


@pytest.mark.parametrize("why", [nothing_written_down, taken_back, paused, behind_a_wall, over])
def test_every_reason_gives_the_same_page_and_no_reading(engagement, opened, why):
    why(engagement)
    page = opened()
    assert page.count("Nothing to show") == 3 and "Use the name on the page of the work" in page
    assert not engagement.profile.readings.exists()


def test_the_page_of_the_work_alone_reads_nothing(sign_in, engagement):
    office = sign_in(engagement.invitation.sent_by.user)
    page = office.get(reverse("engagements:office_one", args=[engagement.public_id])).content.decode()
    assert reverse("engagements:needs", args=[engagement.public_id]) in page and NEEDED not in page
    assert not engagement.profile.readings.exists()


def test_it_asks_a_fixed_number_of_queries(sign_in, engagement, django_assert_max_num_queries):
    office = sign_in(engagement.invitation.sent_by.user)
    with let_her_name_be_known(engagement), django_assert_max_num_queries(42):
        office.get(reverse("engagements:needs", args=[engagement.public_id]))
