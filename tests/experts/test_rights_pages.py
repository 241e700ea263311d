"""My rights: pause in one press, walls nobody sees, a copy of everything, and leaving for good."""

import pytest
from django.urls import reverse

from network.audit.models import Entry
from network.common import clock
from network.consent.models import Grant
from network.experts import services
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


def test_one_press_pauses_and_one_press_starts_again(client, expert):
    for press, after in (("yes", "paused"), ("yes", "paused"), ("no", "active"), ("no", "active")):
        answer = client.post(reverse("rights:pause"), {"pause": press})
        assert answer.url == reverse("consent:home") and state(expert) == after
    assert Grant.objects.filter(person=expert.user).count() == 2, "the answers are kept"


def test_the_page_offers_the_press_that_fits(client, expert):
    assert b"Pause everything" in client.get(reverse("consent:home")).content
    services.pause(expert)
    page = client.get(reverse("consent:home")).content
    assert b"Start again" in page and b"Pause everything" not in page


class TestWalls:
    def test_an_office_is_found_by_a_part_of_its_name_added_and_removed(self, client, expert):
        office = factories.agency(name="Ministry of Walls")
        found = client.post(reverse("rights:walls"), {"words": "of wal"})
        assert b"Ministry of Walls" in found.content
        client.post(reverse("rights:add_wall"), {"office": office.public_id})
        client.post(reverse("rights:add_wall"), {"office": office.public_id})
        assert [wall.agency for wall in expert.walls.all()] == [office]
        assert b"Ministry of Walls" in client.get(reverse("rights:walls")).content
        client.post(reverse("rights:remove_wall"), {"office": office.public_id})
        assert not expert.walls.exists()

    def test_no_address_ever_holds_the_name_or_the_office(self, client):
        """The browser's history would keep it."""
        assert b'method="get"' not in client.get(reverse("rights:walls")).content
        answer = client.post(reverse("rights:add_wall"), {"office": factories.agency().public_id})
        assert answer.url == "/privacy/walls/"

    def test_the_audit_log_does_not_say_which_office(self, client):
        office = factories.agency()
        client.post(reverse("rights:add_wall"), {"office": office.public_id})
        entry = Entry.objects.get(action="experts.wall_added")
        assert office.public_id not in str(entry.detail) + entry.object_id

    def test_a_search_for_nothing_and_one_without_a_hit_say_what_to_do(self, client):
        assert b"Enter a part of the name" in client.post(reverse("rights:walls"), {"words": ""}).content
        assert b"Try a shorter part" in client.post(reverse("rights:walls"), {"words": "zzz"}).content

    def test_an_unknown_office_is_not_there(self, client):
        assert client.post(reverse("rights:add_wall"), {"office": "nobody"}).status_code == 404
        assert client.post(reverse("rights:add_wall"), {}).status_code == 404

    def test_ones_own_walls_only(self, client):
        other, office = factories.expert(), factories.agency(name="Hidden Office")
        services.add_wall(other, office)
        assert b"Hidden Office" not in client.get(reverse("rights:walls")).content
        client.post(reverse("rights:remove_wall"), {"office": office.public_id})
        assert other.walls.count() == 1


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
