"""My rights: pause in one press, walls nobody sees, a copy of everything, and leaving for good."""

import pytest
from django.urls import reverse

from network.common import clock
from network.experts.models import Profile, Reading
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return factories.expert()


@pytest.fixture
def client(sign_in, expert):
    return sign_in(expert.user)


def state(expert):
    return Profile.objects.get(pk=expert.pk).state


class TestWhoLooked:
    def test_newest_first_and_only_ones_own(self, client, expert):
        other = factories.expert()
        for profile, reason in ((expert, "First"), (expert, "Second"), (other, "Theirs")):
            Reading.objects.create(
                profile=profile, viewer="x", viewer_role="Finance", purpose="payout",
                fields="payout_details", reason=reason, at=clock.now(),
            )  # fmt: skip
        page = client.get(reverse("rights:who_looked")).content.decode()
        assert page.index("Second") < page.index("First") and "Theirs" not in page

    def test_nobody_has_looked_is_said(self, client):
        assert b"Nobody has looked" in client.get(reverse("rights:who_looked")).content


@pytest.mark.parametrize("name", ["who_looked", "walls", "export", "leave"])
@pytest.mark.parametrize("role", [role for role in Role if role != Role.EXPERT])
def test_nobody_else_has_these_pages(sign_in, name, role):
    client = sign_in(factories.user(role))
    assert client.get(reverse(f"rights:{name}")).status_code == 404
    assert client.post(reverse(f"rights:{name}"), {}).status_code == 404


@pytest.mark.parametrize("name", ["pause", "add_wall", "remove_wall"])
def test_what_changes_something_is_a_post(client, name):
    assert client.get(reverse(f"rights:{name}")).status_code == 405
