"""Opening in danger: two managers, one reading, a short time, and the expert sees each step at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from network.common import clock, duties
from network.common.states import MoveRefused
from network.experts.disclosure import disclose_in_danger
from network.experts.models import Opening, Reading
from network.experts.openings import OPENABLE
from network.experts.services import leave
from network.experts.services.opening import approve_opening, ask_to_open, refuse_opening
from network.notifications.models import Notice
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact
from network.vault import services as vault
from tests import factories
from tests.guards.world import confirm_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return factories.expert()


@pytest.fixture
def managers():
    return [factories.user(Role.MANAGER) for _ in range(2)]


@pytest.fixture
def opening(expert, managers):
    return ask_to_open(expert, ["boundaries"], "life", "To warn the meeting.", by=managers[0])


def approved(opening, managers):
    approve_opening(opening, by=managers[1])
    return opening


def events_of(user):
    return list(Notice.objects.filter(person=user).order_by("pk").values_list("event", "mail_due_at"))


def test_one_asks_another_agrees_and_the_first_reads_once(expert, opening, managers):
    [(label, words)] = disclose_in_danger(approved(opening, managers), managers[0])
    assert label == "What you do not want in a meeting"
    assert words == vault.unseal(expert.public_id, "boundaries")["boundaries"]
    with pytest.raises(MoveRefused):
        disclose_in_danger(opening, managers[0])
    assert Reading.objects.count() == 1


def test_the_expert_sees_each_step_at_once_inside_the_network_only(expert, opening, managers):
    assert events_of(expert.user) == [("experts.opening", None)]
    approved(opening, managers)
    assert len(events_of(expert.user)) == 2
    disclose_in_danger(opening, managers[0])
    assert events_of(expert.user) == [("experts.opening", None)] * 3
    reading = expert.readings.get()
    assert (reading.viewer_role, reading.reason) == ("Programme manager", "To warn the meeting.")
    assert reading.purpose_in_words == "Somebody was in danger. A second manager agreed"


def test_every_other_manager_is_asked_and_nobody_else(opening, managers):
    factories.user(Role.FINANCE)
    asked = Notice.objects.filter(event="experts.opening_asked").values_list("person", flat=True)
    assert list(asked) == [managers[1].pk]


def test_nobody_agrees_to_what_they_asked_for(opening, managers):
    with pytest.raises(MoveRefused, match="Another manager"):
        approve_opening(opening, by=managers[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.filter(pk=opening.pk).update(approved_by=managers[0])


def test_without_the_second_person_nothing_is_read(opening, managers):
    with pytest.raises(MoveRefused):
        disclose_in_danger(opening, managers[0])
    assert not Reading.objects.exists()


def test_only_who_asked_can_read(opening, managers):
    third = factories.user(Role.MANAGER)
    for other in (managers[1], third):
        with pytest.raises(MoveRefused, match="who asked"):
            disclose_in_danger(approved(opening, managers) if other == managers[1] else opening, other)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MANAGER])
def test_no_other_role_takes_any_step(expert, opening, managers, role):
    other = factories.user(role)
    steps = (
        lambda: ask_to_open(expert, ["boundaries"], "life", "Why", by=other),
        lambda: approve_opening(opening, by=other),
        lambda: refuse_opening(opening, by=other),
        lambda: disclose_in_danger(opening, other),
    )
    for step in steps:
        with pytest.raises(MoveRefused, match="Only programme managers"):
            step()


def test_a_manager_who_is_closed_meanwhile_reads_nothing(opening, managers):
    approved(opening, managers)
    managers[0].is_active = False
    with pytest.raises(MoveRefused):
        disclose_in_danger(opening, managers[0])


def test_the_time_is_over_however_late_the_worker_is(opening, managers):
    late = next(duty for duty in duties.all_duties() if duty.name == "experts.openings")
    with clock.standing_at(clock.now() + timedelta(hours=5)), pytest.raises(MoveRefused, match="over"):
        approve_opening(opening, by=managers[1])
    approved(opening, managers)
    assert late.run() == 0
    with clock.standing_at(clock.now() + timedelta(minutes=16)):
        with pytest.raises(MoveRefused, match="over"):
            disclose_in_danger(opening, managers[0])
        assert [late.run(), late.run()] == [1, 0]
    opening.refresh_from_db()
    assert opening.state == Opening.State.LAPSED and not opening.is_open


def test_it_can_be_closed_unread(opening, managers):
    refuse_opening(approved(opening, managers), by=managers[0])
    with pytest.raises(MoveRefused):
        disclose_in_danger(opening, managers[0])


def test_how_to_reach_somebody_is_opened_from_the_persons_own_key(expert, managers):
    keep_safe_contact(expert.user.public_id, SafeContact(channel="email", address="heron@example.org"))
    asked = ask_to_open(expert, list(OPENABLE), "harm", "To warn her.", by=managers[0])
    shown = dict(disclose_in_danger(approved(asked, managers), managers[0]))
    assert shown["How we may reach you"] == "email: heron@example.org" and len(shown) == 4


def test_what_was_never_given_shows_nothing_and_is_no_reading(expert, managers):
    asked = ask_to_open(expert, ["safe_contact"], "harm", "To warn her.", by=managers[0])
    assert disclose_in_danger(approved(asked, managers), managers[0]) == []
    assert not Reading.objects.exists()


@pytest.mark.parametrize("fields", [[], ["about"], ["payout_details"], ["boundaries", "note_1"]])
def test_what_helps_in_no_danger_never_opens(expert, managers, fields):
    with pytest.raises(MoveRefused):
        ask_to_open(expert, fields, "life", "Why", by=managers[0])


def test_who_left_is_out_of_reach_and_so_is_what_was_asked_about_them(expert, opening, managers):
    leave(expert)
    assert not Opening.objects.exists()
    expert.refresh_from_db()
    with pytest.raises(MoveRefused):
        ask_to_open(expert, ["boundaries"], "life", "Why", by=managers[0])


class TestPages:
    @pytest.fixture
    def clients(self, sign_in, managers):
        found = [sign_in(manager) for manager in managers]
        for client, manager in zip(found, managers, strict=True):
            confirm_now(client, manager)
        return found

    def ask(self, client, **changes):
        said = {"what": ["boundaries"], "danger": "life", "reason": "To warn the meeting.", **changes}
        return client.post(reverse("experts:ask_to_open"), said)

    def test_the_whole_way(self, clients, expert, sign_in):
        one, other = clients
        words = vault.unseal(expert.public_id, "boundaries")["boundaries"]
        page = self.ask(one, expert=expert.user.alias.upper()).url
        assert b"Another manager must agree" in one.get(page).content
        assert b"Agree: it may be read once" in other.get(page).content
        other.post(f"{page}approve/")
        assert b"Go on to read it" in one.get(page).content
        assert b"Go on to read it" not in other.get(page).content
        assert words not in one.get(f"{page}read/").content.decode()
        assert words in one.post(f"{page}read/").content.decode()
        again = one.post(f"{page}read/").content.decode()
        assert words not in again and "not possible" in again
        assert b"It was read, once" in one.get(reverse("experts:openings")).content
        told = sign_in(expert.user).get(reverse("rights:who_looked")).content.decode()
        assert "To warn the meeting." in told and "It was read, once" in told

    def test_it_is_closed_unread_from_its_page(self, clients, expert):
        page = self.ask(clients[0], expert=expert.user.alias).url
        clients[1].post(f"{page}refuse/")
        assert b"nothing was read" in clients[0].get(page).content

    def test_an_empty_list_says_so_and_the_empty_form_what_is_missing(self, clients):
        assert b"Nobody has asked" in clients[0].get(reverse("experts:openings")).content
        answer = clients[0].post(reverse("experts:ask_to_open"), {}).content.decode()
        for said in (
            "sign-in name",
            "Choose what you need",
            "Choose what the danger",
            "Say what you will do",
        ):
            assert said in answer

    def test_a_name_that_is_nobodys_is_said_and_one_who_left_too(self, clients, expert):
        leave(expert)
        for alias in ("nobody-here", expert.user.alias):
            assert b"No expert has this" in self.ask(clients[0], expert=alias).content
        assert not Opening.objects.exists()

    def test_a_missing_one_is_missing(self, clients):
        assert clients[0].get(reverse("experts:opening", args=["x" * 16])).status_code == 404

    def test_nothing_given_is_said(self, clients, expert):
        page = self.ask(clients[0], expert=expert.user.alias, what=["safe_contact"]).url
        clients[1].post(f"{page}approve/")
        assert b"never gave us this" in clients[0].post(f"{page}read/").content
