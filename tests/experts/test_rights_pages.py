"""My rights: pause in one press, walls nobody sees, a copy of everything, and leaving for good."""

import json

import pytest
from django.urls import reverse

from network.audit.models import Entry
from network.common import clock
from network.consent.models import Entry as ConsentEntry
from network.consent.models import Grant
from network.experts import services
from network.experts.export import everything_about
from network.experts.models import Profile, Reading, Wall
from network.experts.payees import payee_for
from network.people.models import User
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact
from network.safeguarding.services import raise_concern
from network.vault import services as vault
from network.vault.models import Sealed
from payments.models import Payment
from tests import canaries, factories
from tests.payments.make import make_due

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


class TestExport:
    def test_it_holds_everything_that_is_sealed_and_said(self, client, expert):
        words = canaries.plant(expert)
        services.add_wall(expert, factories.agency(name="Walled Office"))
        raise_concern(expert.user, "pay", False, "The hours were wrong")
        answer = client.post(reverse("rights:export"))
        assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
        data = json.loads(answer.content)
        assert data["sealed"] == words and data["walls"] == ["Walled Office"]
        assert data["concerns"][0]["words"] == "The hours were wrong"
        assert {row["purpose"] for row in data["receipts"]} == {"contact", "matching"}
        assert data["profile"]["topics"] == ["National referral mechanisms"]
        assert data["format"] == "expert-consultant-network/1"

    def test_opening_the_page_gives_no_data(self, client, expert):
        words = canaries.plant(expert)
        page = client.get(reverse("rights:export")).content.decode()
        assert not any(word in page for word in words.values())

    def test_nothing_of_another_expert_is_in_it(self, expert):
        other = factories.expert()
        raise_concern(other.user, "pay", False, "Not yours")
        text = json.dumps(everything_about(expert))
        assert "Not yours" not in text and other.user.alias not in text

    def test_the_number_of_queries_does_not_grow(self, expert, django_assert_max_num_queries):
        for number in range(10):
            services.add_wall(expert, factories.agency())
            raise_concern(expert.user, "pay", False, f"Words {number}")
        with django_assert_max_num_queries(30):
            everything_about(expert)


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


class TestLeaving:
    def leave(self, client):
        return client.post(reverse("rights:leave"), {"sure": "on"})

    def test_it_is_not_done_without_the_tick(self, client, expert):
        assert b"Tick the box" in client.post(reverse("rights:leave"), {}).content
        assert state(expert) == "active"

    def test_afterwards_nothing_she_told_us_can_be_read_and_nobody_can_sign_in(self, client, expert):
        keep_safe_contact(expert.user.public_id, SafeContact("email", "a@example.org"))
        concern = raise_concern(expert.user, "pay", False, "Words")
        words = canaries.plant(expert)
        answer = self.leave(client)
        assert answer.url == "/leave-safely/" and state(expert) == "left"
        owners = (expert.public_id, expert.user.public_id, concern.public_id)
        assert not Sealed.objects.filter(key__owner__in=owners).exists()
        assert vault.unseal(expert.public_id, *words) == {}
        with pytest.raises(vault.Shredded):
            vault.seal(expert.public_id, about="again")
        user = User.objects.get(pk=expert.user.pk)
        assert (
            not user.is_active and not user.has_usable_password() and user.alias == f"left-{user.public_id}"
        )
        assert not Grant.objects.filter(person=user).exists()
        assert client.get(reverse("experts:profile")).status_code == 302

    def test_the_profile_is_empty_and_the_receipts_remain(self, client, expert):
        services.add_wall(expert, factories.agency())
        self.leave(client)
        left = Profile.objects.get(pk=expert.pk)
        rows = (
            left.skills,
            left.topics,
            left.off_topics,
            left.languages,
            left.windows,
            left.walls,
            left.readings,
        )
        assert not any(row.exists() for row in rows) and left.left_at
        acts = list(ConsentEntry.objects.filter(person=expert.user).values_list("act", flat=True))
        assert acts.count("withdraw") == acts.count("grant") == 2

    def test_open_money_comes_first_and_the_page_says_so(self, client, expert):
        payment = make_due()
        Profile.objects.filter(pk=expert.pk).update(payee_ref=payment.payee.public_id)
        assert b"still open" in client.get(reverse("rights:leave")).content
        assert b"still open" in self.leave(client).content and state(expert) == "active"
        Payment.objects.filter(pk=payment.pk).update(state="settled")
        self.leave(client)
        assert state(expert) == "left"

    def test_leaving_twice_is_refused(self, expert):
        from network.common.states import MoveRefused

        services.leave(expert)
        with pytest.raises(MoveRefused):
            services.leave(expert)

    def test_another_expert_is_untouched(self, client, expert):
        other = factories.expert()
        payee_for(other)
        self.leave(client)
        assert vault.unseal(other.public_id, "legal_name") and other.languages.exists()
        assert Wall.objects.count() == 0 and state(other) == "active"


@pytest.mark.parametrize("name", ["who_looked", "walls", "export", "leave"])
@pytest.mark.parametrize("role", [role for role in Role if role != Role.EXPERT])
def test_nobody_else_has_these_pages(sign_in, name, role):
    client = sign_in(factories.user(role))
    assert client.get(reverse(f"rights:{name}")).status_code == 404
    assert client.post(reverse(f"rights:{name}"), {}).status_code == 404


@pytest.mark.parametrize("name", ["pause", "add_wall", "remove_wall"])
def test_what_changes_something_is_a_post(client, name):
    assert client.get(reverse(f"rights:{name}")).status_code == 405
