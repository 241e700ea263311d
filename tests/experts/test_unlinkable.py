"""Two offices that work with the same expert lay their pages side by side, and find nothing that says so."""

import re

import pytest
from django.urls import reverse

from network.common import clock
from network.engagements.queries.names import UNNAMED, known_of
from network.engagements.services import accept_invitation, send_invitations
from network.experts.models import Profile
from network.matching.services import run_draw
from tests import factories
from tests.engagements import make

pytestmark = pytest.mark.django_db
NOW = clock.now()


def work_of(profile, name):
    """One engagement of this expert, and nobody else's, at a fresh office."""
    Profile.objects.exclude(pk=profile.pk).update(state=Profile.State.PAUSED)
    Profile.objects.filter(pk=profile.pk).update(state=Profile.State.ACTIVE)
    official = factories.official(factories.agency(name=name))
    request = make.request(official)
    [invitation] = send_invitations(run_draw(request, make.manager()), official)
    Profile.objects.update(state=Profile.State.ACTIVE)
    return accept_invitation(invitation, profile.user, attend=True)


@pytest.fixture
def pages(sign_in):
    """Every page on which an office sees of its engagement, as one text."""

    def read(engagement) -> str:
        request, client = engagement.request, sign_in(engagement.request.created_by.user)
        paths = (
            reverse("engagements:office_one", args=[engagement.public_id]),
            reverse("engagements:seats", args=[request.public_id]),
            reverse("engagements:office"),
            reverse("consultations:request", args=[request.public_id]),
            reverse("matching:draw", args=[request.draws.get().public_id]),
        )
        texts = [client.get(path).content.decode() for path in paths]
        name = known_of(engagement).name
        assert name != UNNAMED and name in texts[0]
        return " ".join(texts)

    return read


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]{4,}", text))


def test_no_word_is_on_the_pages_of_both_that_a_stranger_would_not_have_too(pages):
    """What any office's pages have in common says nothing: a third office, with another expert, is the measure."""
    with clock.standing_at(NOW):
        same, other = factories.expert(), factories.expert()
        one, two = (pages(work_of(same, name)) for name in ("Alpha", "Bravo"))
        third = pages(work_of(other, "Charlie"))
    assert words(one) & words(two) - words(third) == set()
    for secret in (same.public_id, same.user.public_id, same.user.alias):
        assert secret not in one + two


def test_it_would_find_a_name_that_two_offices_share(pages):
    """The negative control: one name for both."""
    with clock.standing_at(NOW):
        same, other = factories.expert(), factories.expert()
        works = [work_of(same, "Alpha"), work_of(same, "Bravo"), work_of(other, "Charlie")]
        for work, alias in zip(works, ("Heronlike Oak", "Heronlike Oak", "Blue Ash"), strict=True):
            work.profile.agency_aliases.filter(agency=work.request.agency).delete()
            work.profile.agency_aliases.create(agency=work.request.agency, alias=alias)
        one, two, third = map(pages, works)
    assert "Heronlike" in words(one) & words(two) - words(third)
