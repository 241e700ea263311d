"""One press, and everything stops. Each line of the page is a test here, with the same thing working before."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from network.common import clock
from network.consent import ledger
from network.consent.models import Grant
from network.consent.purposes import NETWORK, Audience, AudienceKind, Purpose
from network.engagements import services as work
from network.engagements.queries.times import offered_for
from network.engagements.states import InvitationState
from network.experts import services
from network.experts.disclosure import NOTHING, Viewer, disclose
from network.experts.models import Profile
from network.experts.pausing import STOPS
from network.matching.eligibility import eligible
from network.matching.services import run_draw
from network.notifications.models import Notice
from network.notifications.services import notify
from network.notifications.services.delivery import deliver_notices
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact
from network.voices.queries import shown
from tests import factories
from tests.engagements import make
from tests.engagements.make import fresh
from tests.notifications.helpers import confirm

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
ALL_DAY = SafeContact("email", "heron@example.org", hours_from=0, hours_to=24)


@pytest.fixture
def expert():
    return factories.expert()


@pytest.fixture(params=["paused", "leaving"])
def stop(request):
    """Both ways to stop: a pause, and a leave that waits for money."""

    def pause(profile):
        services.pause(fresh(profile))

    def ask_to_leave(profile):
        profile = fresh(profile)
        services.pause(profile)
        Profile.objects.filter(pk=profile.pk).update(state="leaving")

    return {"paused": pause, "leaving": ask_to_leave}[request.param]


def test_each_line_of_the_page_has_its_test(sign_in, expert):
    assert all(f"test_{name}_stop" in globals() for name in STOPS)
    page = sign_in(expert.user).get(reverse("consent:home")).text
    assert all(words in page for words in STOPS.values())


def test_draws_stop(expert, stop):
    request = make.request()
    assert expert in eligible(request)
    stop(expert)
    assert expert not in eligible(request)


def test_invitations_stop(stop):
    """One who was drawn before the pause gets none; one that waits for an answer ends like a no."""
    [waiting] = make.invited()
    stop(waiting.profile)
    assert fresh(waiting).state == InvitationState.DECLINED
    Profile.objects.filter(pk=waiting.profile_id).update(state="active")
    again = make.request(of=waiting.sent_by)
    draw = run_draw(again, make.manager())
    stop(waiting.profile)
    [row] = work.send_invitations(draw, again.created_by)
    assert work.tell_invited(draw.public_id) == 0
    assert row.profile == waiting.profile and row.state != InvitationState.SENT
    assert not Notice.objects.filter(subject_id=row.public_id).exists()


def test_times_stop(stop):
    engagement = make.agreed()
    assert offered_for(engagement)
    stop(engagement.profile)
    assert offered_for(fresh(engagement)) == []


def test_disclosure_stop(expert, stop):
    official, audience = factories.official(), Audience(AudienceKind.ENGAGEMENT, "work-one")
    ledger.grant(expert.user, Purpose.ATTEND, audience)
    viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)
    assert disclose(expert, viewer, Purpose.ATTEND, audience) != NOTHING
    stop(expert)
    assert disclose(expert, viewer, Purpose.ATTEND, audience) == NOTHING


def test_words_stop(stop):
    voice = factories.voice(with_name=True)
    assert shown([voice.public_id])[voice.public_id].name
    stop(voice.profile)
    assert shown([voice.public_id]) == {}


def test_mails_stop(stop, mailoutbox):
    """What was due is not made up for later either: it waits inside."""
    expert = factories.expert()
    keep_safe_contact(expert.user.public_id, ALL_DAY)
    confirm(expert.user)

    def sent_after(subject: str, hours: int) -> int:
        with clock.standing_at(NOON + timedelta(hours=hours)):
            notify(expert.user, "engagements.agreed", subject)
            deliver_notices()
        return len(mailoutbox)

    assert sent_after("before", 0) == 1
    stop(expert)
    assert sent_after("while", 2) == 1
    Profile.objects.filter(pk=expert.pk).update(state="active")
    with clock.standing_at(NOON + timedelta(hours=4)):
        deliver_notices()
    assert len(mailoutbox) == 1 and expert.user.notices.filter(read_at=None).count() == 2
    assert sent_after("after", 6) == 2


def test_reminders_stop(stop):
    session = make.confirmed()
    stop(session.profile)
    with clock.standing_at(session.starts_at - timedelta(hours=40)):
        work.remind()
    told = set(Notice.objects.filter(event__endswith="session_soon").values_list("event", flat=True))
    assert told == {"engagements.office_session_soon"}, "the office notices nothing"
    Profile.objects.filter(pk=session.profile_id).update(state="active")
    with clock.standing_at(session.starts_at - timedelta(hours=30)):
        work.remind()
    assert Notice.objects.filter(event="engagements.session_soon").exists()


def test_one_press_pauses_and_one_press_starts_again(sign_in, expert):
    client = sign_in(expert.user)
    for press, after in (("yes", "paused"), ("yes", "paused"), ("no", "active"), ("no", "active")):
        answer = client.post(reverse("rights:pause"), {"pause": press})
        assert answer.url == reverse("consent:home") and fresh(expert).state == after
    assert Grant.objects.filter(person=expert.user).count() == 2, "the answers are kept"
    assert ledger.allows(expert.user, Purpose.MATCHING, NETWORK)


def test_the_page_offers_the_press_that_fits(sign_in, expert):
    client = sign_in(expert.user)
    assert b"Pause everything" in client.get(reverse("consent:home")).content
    services.pause(expert)
    page = client.get(reverse("consent:home")).content
    assert b"Start again" in page and b"Pause everything" not in page


def test_nothing_asks_why(sign_in, expert):
    page = sign_in(expert.user).get(reverse("consent:home")).text
    form = page[page.index(reverse("rights:pause")) :]
    form = form[: form.index("</form>")]
    assert "textarea" not in form and 'type="text"' not in form and "<select" not in form
