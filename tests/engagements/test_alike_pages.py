"""To everybody but her, a no, a silence, a wall, a limit, a pause, a leaving and never having been are the same bytes."""

from functools import partial

import pytest
from django.db import transaction

from network.agencies.models import Agency, Official
from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.engagements import services
from network.engagements.models import Invitation
from network.experts import services as experts
from network.experts.models import Profile
from network.experts.services.profile import choose_off_topics, choose_topics, limit_hours
from network.taxonomy.models import Topic
from tests.engagements import alike
from tests.engagements.alike import AFTER, BEFORE, BETWEEN, Story

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def ignores(her, request):
    pass


def reads_and_is_silent(her, request):
    invitation = Invitation.objects.get(profile=her, request=request)
    page = alike.browser(her.user).get(f"/work/invitations/{invitation.public_id}/")
    assert page.status_code == 200


def declines(her, request):
    services.decline_invitation(Invitation.objects.get(profile=her, request=request), her.user)


def pauses(her, request):
    experts.pause(her)


def leaves(her, request):
    assert experts.leave(her)


def asks_to_leave(her, request):
    assert not experts.leave(her)


def walls_off_the_office(her, request):
    experts.add_wall(her, request.agency)


def walls_off_the_official(her, request):
    experts.add_wall(her, request.created_by)


def walls_off_the_government(her, request):
    experts.add_wall(her, request.agency.jurisdiction)


def takes_matching_back(her, request):
    ledger.withdraw(her.user, Purpose.MATCHING, NETWORK)


def reaches_her_limit(her, request):
    """What she agreed to elsewhere this month is all she wants to do."""
    limit_hours(her, 3)


def puts_the_topic_off_limits(her, request):
    choose_topics(her, [])
    choose_off_topics(her, Topic.objects.filter(slug="referral-mechanism"))


ALWAYS = (BEFORE, BETWEEN, AFTER)
STEPS_BACK = (
    pauses, leaves, walls_off_the_office, walls_off_the_official, walls_off_the_government, takes_matching_back,
)  # fmt: skip
STORIES = [
    Story(ignores, BEFORE),
    *(Story(why, AFTER) for why in (reads_and_is_silent, declines)),
    *(Story(why, when) for why in STEPS_BACK for when in ALWAYS),
    *(Story(asks_to_leave, when, busy=True) for when in ALWAYS),
    *(Story(reaches_her_limit, when, busy=True) for when in ALWAYS),
    Story(puts_the_topic_off_limits, BEFORE),
]
NEVER_THERE = Story()


def told(story: Story) -> str:
    return f"{story.reason.__name__}, {story.when}"


def undone(story: Story, **size) -> tuple[alike.Pages, dict[str, str]]:
    """The pages of one story, which is then undone, and what was random in it."""
    sid = transaction.savepoint()
    found = alike.played(story, **size)
    transaction.savepoint_rollback(sid)
    return found


def once(story: Story, **size) -> alike.Pages:
    """The pages of one story without what is random."""
    return alike.without_what_is_random(*undone(story, **size))


_kept: dict[tuple, alike.Pages] = {}


def beside(story: Story, **size) -> alike.Pages:
    """The pages of the world that others are held against; played once, for they are free of what is random."""
    key = (story, *size.items())
    if key not in _kept:
        _kept[key] = once(story, **size)
    return _kept[key]


def differing(one: alike.Pages, other: alike.Pages) -> list[tuple[str, str, str]]:
    """Where the first world can be told from the second, from when it was looked at on: who sees it, when, where."""
    moments = {when for _, when, _ in one}
    there = {place for place in other if place[1] in moments}
    return sorted(place for place in one.keys() | there if one.get(place) != other.get(place))


@pytest.mark.parametrize("story", STORIES, ids=told)
def test_nobody_can_tell_it_from_her_never_having_been(story):
    assert differing(once(story), beside(NEVER_THERE)) == []


# Where the set is so large that its references are public, it has one more when she entered and one less when not.
LARGE = {"companions": 11, "seats": 12}


@pytest.mark.parametrize(
    "story",
    [
        Story(pauses, BEFORE),
        Story(walls_off_the_official, BEFORE),
        Story(reaches_her_limit, BEFORE, busy=True),
    ],
    ids=told,
)
def test_outside_a_large_set_she_never_was(story):
    assert differing(once(story, **LARGE), beside(NEVER_THERE, **LARGE)) == []


@pytest.mark.parametrize(
    "story",
    [Story(declines, AFTER), Story(leaves, BETWEEN), Story(walls_off_the_office, AFTER)],
    ids=told,
)
def test_in_a_large_set_it_looks_like_silence(story):
    assert differing(once(story, **LARGE), beside(Story(ignores, BEFORE), **LARGE)) == []


class TestTheComparison:
    """It looks at enough, and it finds what there is to find."""

    def test_an_acceptance_is_found(self):
        def accepts(her, request):
            services.accept_invitation(Invitation.objects.get(profile=her, request=request), her.user)

        places = differing(once(Story(accepts, AFTER)), beside(NEVER_THERE))
        assert ("the office", AFTER, "engagements:seats") in places

    @pytest.mark.parametrize(
        ("page", "story", "leak"),
        [
            (
                "engagements/seats.html",
                Story(declines, AFTER),
                lambda: Invitation.objects.filter(state="declined"),
            ),
            (
                "engagements/office.html",
                Story(pauses, BETWEEN),
                lambda: Invitation.objects.filter(state="unsent"),
            ),
            ("matching/draw.html", Story(pauses, BEFORE), lambda: Profile.objects.all()),
        ],
    )
    def test_a_page_that_counts_what_it_should_not_is_found(self, monkeypatch, page, story, leak):
        from network.engagements.views import office
        from network.matching import views

        for module in (office, views):
            monkeypatch.setattr(module, "render", partial(_telling, module.render, page, leak))
        found = differing(once(story), once(NEVER_THERE))
        assert found and {name for _, _, name in found} <= {
            "engagements:seats",
            "engagements:office",
            "matching:draw",
        }

    def test_a_header_that_tells_is_found(self, monkeypatch):
        from network.engagements.views import office

        def telling(request, template, context):
            response = render(request, template, context)
            response["X-Rows"] = str(Invitation.objects.exclude(answered_at=None).count())
            return response

        render = office.render
        monkeypatch.setattr(office, "render", telling)
        assert differing(once(Story(declines, AFTER)), once(NEVER_THERE))

    def test_it_opens_every_page_that_the_office_can_open(self):
        pages = beside(NEVER_THERE)
        opened = {name for who, _, name in pages if who == "the office"}
        assert {"workspace:home", "consultations:list", "outcomes:record", "notifications:notices"} < opened
        assert {"matching:draw", "matching:references", "engagements:office_one"} < opened
        assert {status for status, _, _ in pages.values()} <= {200, 302, 404}
        with_words = [body for status, _, body in pages.values() if status == 200]
        assert len(with_words) > 90

    def test_what_it_leaves_out_is_known(self):
        assert alike.left_out(alike.build(NEVER_THERE, 1, 1)) == alike.NOT_YET | {
            "draw",
            "engagement",
        }


class TestTheMask:
    """It takes away what is random in two plays of one story, and not a name more."""

    def test_one_story_twice_is_the_same(self):
        assert differing(once(NEVER_THERE), beside(NEVER_THERE)) == []

    def test_each_entry_is_needed(self):
        plays = [undone(NEVER_THERE, **LARGE) for _ in range(2)]
        for model, column in (*alike.MASK, *alike.WITHOUT_PLACE):
            kind = f"<{model.__name__} {column}"
            shorter = [
                alike.without_what_is_random(
                    pages, {name: to for name, to in names.items() if not to.startswith(kind)}
                )
                for pages, names in plays
            ]
            assert differing(*shorter), kind

    def test_it_touches_nothing_else(self):
        alike.build(NEVER_THERE, 1, 1)
        text = f"{Agency.objects.count()} offices, {Official.objects.earliest('pk').name}, 1 of 2 agreed, 2 March 2026"
        assert alike.masked(text, alike.random_names()) == text


def _telling(render, page, leak, request, template, context):
    response = render(request, template, context)
    if template == page:
        response.content += f"<!-- {leak().count()} -->".encode()
    return response
