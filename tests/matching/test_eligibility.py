"""Who is in the set: each condition alone takes exactly one expert out of it."""

from datetime import timedelta

import pytest

from network.common import clock
from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.engagements import services
from network.engagements.models import Invitation
from network.experts.models import Profile, SpokenLanguage, Wall, WeeklyWindow
from network.matching.eligibility import eligible
from network.taxonomy.models import Topic
from tests import factories
from tests.engagements import make

pytestmark = pytest.mark.django_db


def no_topic(profile, request):
    profile.topics.clear()


def off_limits(profile, request):
    profile.off_topics.set(Topic.objects.filter(slug="referral-mechanism"))


def other_language(profile, request):
    SpokenLanguage.objects.filter(profile=profile).update(code="es")


def no_hours(profile, request):
    WeeklyWindow.objects.filter(profile=profile).delete()


def walled(profile, request):
    Wall.objects.create(profile=profile, agency=request.agency, since=clock.now())


def no_consent(profile, request):
    ledger.withdraw(profile.user, Purpose.MATCHING, NETWORK)


def lapsed(profile, request):
    ledger.grant(profile.user, Purpose.MATCHING, NETWORK, until=clock.now() + timedelta(microseconds=1))


def paused(profile, request):
    Profile.objects.filter(pk=profile.pk).update(state=Profile.State.PAUSED)


def signed_out_for_good(profile, request):
    profile.user.is_active = False
    profile.user.save()


def busy_enough(profile, request):
    Profile.objects.filter(pk=profile.pk).update(hours_per_month=2)


@pytest.mark.parametrize(
    "out",
    [
        no_topic,
        off_limits,
        other_language,
        no_hours,
        walled,
        no_consent,
        lapsed,
        paused,
        signed_out_for_good,
        busy_enough,
    ],
)
def test_each_condition_alone_takes_one_out(out):
    request, stays, goes = make.request(), factories.expert(), factories.expert()
    assert set(eligible(request)) == {stays, goes}
    out(goes, request)
    assert set(eligible(request)) == {stays}


def test_it_is_one_statement(django_assert_num_queries):
    request = make.request()
    factories.expert()
    with django_assert_num_queries(1):
        assert len(eligible(request)) == 1


def test_a_wall_before_another_office_changes_nothing():
    request, profile = make.request(), factories.expert()
    Wall.objects.create(profile=profile, agency=factories.agency(), since=clock.now())
    assert profile in eligible(request)


def test_hours_agreed_this_month_count_and_cancelled_ones_do_not():
    engagement = make.agreed()
    profile, request = engagement.profile, make.request(seats=1)
    Profile.objects.filter(pk=profile.pk).update(hours_per_month=6)
    assert profile in eligible(request)
    Profile.objects.filter(pk=profile.pk).update(hours_per_month=5)
    assert profile not in eligible(request)
    services.cancel_engagement(engagement, engagement.invitation.sent_by, shown_minor=2_438)
    assert profile in eligible(request)


def test_next_month_begins_anew():
    engagement = make.agreed()
    Profile.objects.filter(pk=engagement.profile.pk).update(hours_per_month=3)
    request = make.request()
    assert engagement.profile not in eligible(request)
    with clock.standing_at(clock.months_later(clock.now(), 1)):
        assert engagement.profile in eligible(request)


def test_a_no_changes_no_later_set():
    [invitation] = make.invited()
    later = make.request()
    before = set(eligible(later))
    services.decline_invitation(Invitation.objects.get(), invitation.profile.user)
    assert set(eligible(later)) == before == {invitation.profile}
    # In the same request nobody is asked twice.
    assert invitation.profile not in eligible(invitation.request)
