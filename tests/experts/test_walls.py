"""Walls: for an office, one person there, or a whole government, an expert does not exist, and nobody can tell."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from network.audit.models import Entry
from network.common import clock
from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.engagements.queries.names import UNNAMED, known_of
from network.engagements.services import send_invitations
from network.engagements.states import InvitationState
from network.experts import services
from network.experts.disclosure import NOTHING, Viewer, disclose
from network.experts.models import Wall
from network.matching.eligibility import eligible
from network.matching.services import run_draw
from network.people.roles import Role
from tests import factories
from tests.engagements import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return factories.expert()


@pytest.fixture
def client(sign_in, expert):
    return sign_in(expert.user)


def put(client, kind, ref, verb="add"):
    return client.post(reverse(f"rights:{verb}_wall"), {"kind": kind, "ref": ref})


def page(client) -> str:
    return client.get(reverse("rights:walls")).content.decode()


class TestPages:
    def test_an_office_is_found_by_a_part_of_its_name_added_and_removed(self, client, expert):
        office = factories.agency(name="Ministry of Walls")
        found = client.post(reverse("rights:walls"), {"words": "of wal"}).content.decode()
        assert "Ministry of Walls" in found and office.public_id in found
        for _ in range(2):
            put(client, "agency", office.public_id)
        assert [wall.agency for wall in expert.walls.all()] == [office]
        assert "Ministry of Walls" in page(client)
        assert "Nobody has a name like that" in str(
            client.post(reverse("rights:walls"), {"words": "of wal"}).content
        )
        put(client, "agency", office.public_id, "remove")
        assert not expert.walls.exists()

    @pytest.mark.parametrize("part", ["dana", "head of", "HEAD OF"])
    def test_one_person_is_found_by_the_office_and_their_name_or_role(self, client, expert, part):
        office = factories.agency(name="Ministry of Walls")
        person = factories.official(office, name="Dana Test", job_title="Head of unit")
        factories.official(office, name="Somebody Else", job_title="Adviser")
        factories.official(name="Dana Elsewhere", job_title="Head of unit")
        found = client.post(reverse("rights:walls"), {"words": "walls", "person": part}).content.decode()
        assert "Dana Test" in found and "Somebody Else" not in found and "Dana Elsewhere" not in found
        put(client, "official", person.public_id)
        assert "Dana Test, Head of unit, Ministry of Walls" in page(client)
        put(client, "official", person.public_id, "remove")
        assert not expert.walls.exists()

    def test_one_letter_of_a_name_would_list_everybody(self, client):
        answer = client.post(reverse("rights:walls"), {"words": "office", "person": "a"})
        assert b"Enter two letters or more" in answer.content

    def test_a_whole_government_is_added_and_removed(self, client, expert):
        put(client, "jurisdiction", "US")
        assert "Every office of United States" in page(client)
        put(client, "jurisdiction", "US", "remove")
        assert not expert.walls.exists()

    def test_no_address_ever_holds_the_name_or_the_office(self, client):
        """The browser's history would keep it."""
        assert 'method="get"' not in page(client)
        assert put(client, "agency", factories.agency().public_id).url == "/privacy/walls/"

    def test_the_audit_log_does_not_say_before_whom(self, client):
        person = factories.official()
        for kind, ref in (
            ("agency", person.agency.public_id), ("official", person.public_id), ("jurisdiction", "CA"),
        ):  # fmt: skip
            put(client, kind, ref)
            entry = Entry.objects.filter(action="experts.wall_added").latest("id")
            assert ref not in str(entry.detail) + entry.object_id

    def test_a_search_for_nothing_and_one_without_a_hit_say_what_to_do(self, client):
        assert b"Enter a part of the name" in client.post(reverse("rights:walls"), {"words": ""}).content
        assert b"Try a shorter part" in client.post(reverse("rights:walls"), {"words": "zzz"}).content

    @pytest.mark.parametrize(
        ("kind", "ref"),
        [("agency", "nobody"), ("official", "nobody"), ("jurisdiction", "XX"), ("profile", "x"), ("", "")],
    )
    def test_what_is_not_there_cannot_be_walled(self, client, kind, ref):
        assert put(client, kind, ref).status_code == 404

    def test_ones_own_walls_only(self, client):
        other, office = factories.expert(), factories.agency(name="Hidden Office")
        services.add_wall(other, office)
        assert "Hidden Office" not in page(client)
        put(client, "agency", office.public_id, "remove")
        assert other.walls.count() == 1


def test_the_database_refuses_a_wall_before_nothing_or_before_two_things(expert):
    official = factories.official()
    for wrong in ({}, {"official": official, "agency": official.agency}, {"agency": official.agency, "jurisdiction": "US"}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Wall.objects.create(profile=expert, since=clock.now(), **wrong)


def before_the_office(request):
    return request.agency


def before_who_wrote_it(request):
    return request.created_by


def before_who_sent_it_in(request):
    request.submitted_by = factories.official(request.agency)
    request.save()
    return request.submitted_by


def before_who_attends_by_name(request):
    attending = request.attendees.get()
    attending.who = "dana test, from the ministry"
    attending.save()
    return factories.official(request.agency, name="Dana Test")


def before_who_attends_by_role(request):
    return factories.official(request.agency, name="Dana Test", job_title="Policy Adviser")


def before_the_state(request):
    return request.agency.jurisdiction


def before_the_country(request):
    return "US"


COVERS = [
    before_the_office, before_who_wrote_it, before_who_sent_it_in, before_who_attends_by_name,
    before_who_attends_by_role, before_the_state, before_the_country,
]  # fmt: skip


@pytest.fixture
def request_there():
    return make.request(factories.official(factories.agency(jurisdiction="US-WA"), job_title="Analyst"))


@pytest.mark.parametrize("before", COVERS)
def test_behind_a_wall_she_is_in_no_draw(expert, request_there, before):
    assert expert in eligible(request_there)
    services.add_wall(expert, before(request_there))
    assert expert not in eligible(request_there)


def test_other_people_offices_and_governments_still_meet_her(expert, request_there):
    colleague = factories.official(request_there.agency, name="Not In It", job_title="Driver")
    for before in (colleague, factories.agency(), "GB", "CA"):
        services.add_wall(expert, before)
    assert expert in eligible(request_there)


def test_a_wall_before_a_part_does_not_cover_the_country(expert):
    services.add_wall(expert, "US-WA")
    assert expert in eligible(make.request(factories.official(factories.agency(jurisdiction="US"))))


@pytest.mark.parametrize("before", COVERS)
def test_put_up_after_the_draw_it_still_keeps_the_invitation_back(expert, request_there, before):
    draw = run_draw(request_there, make.manager())
    services.add_wall(expert, before(request_there))
    [invitation] = send_invitations(draw, request_there.created_by)
    assert invitation.state == InvitationState.UNSENT


def test_whoever_sends_the_invitations_asks_too(expert, request_there):
    sender = factories.official(request_there.agency, name="Sender", job_title="Clerk")
    services.add_wall(expert, sender)
    [invitation] = send_invitations(run_draw(request_there, make.manager()), sender)
    assert invitation.state == InvitationState.UNSENT


@pytest.mark.parametrize("before", COVERS)
def test_what_waits_for_her_answer_ends(expert, request_there, before):
    [invitation] = send_invitations(run_draw(request_there, make.manager()), request_there.created_by)
    services.add_wall(expert, before(request_there))
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.DECLINED


@pytest.mark.parametrize("before", [before_the_office, before_who_wrote_it, before_the_state])
def test_behind_a_wall_nothing_is_disclosed_and_no_name_is_known(request_there, before):
    engagement = make.agreed(request_there)
    profile, official = engagement.profile, request_there.created_by
    work = Audience(AudienceKind.ENGAGEMENT, engagement.public_id)
    viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)
    assert disclose(profile, viewer, Purpose.ATTEND, work) != NOTHING and known_of(engagement).name != UNNAMED
    services.add_wall(profile, before(request_there))
    assert disclose(profile, viewer, Purpose.ATTEND, work) == NOTHING
    assert known_of(engagement).name == UNNAMED


def test_a_colleague_of_a_walled_official_may_still_prepare_the_meeting(expert):
    """She agreed to work with them; what she needs there must reach somebody."""
    official, colleague = factories.official(), factories.official()
    colleague.agency = official.agency
    work = Audience(AudienceKind.ENGAGEMENT, "work-one")
    ledger.grant(expert.user, Purpose.ATTEND, work)
    services.add_wall(expert, official)
    seen = [
        disclose(expert, Viewer(who.user, Role.OFFICIAL, official.agency_id), Purpose.ATTEND, work)
        for who in (official, colleague)
    ]
    assert seen[0] == NOTHING and set(seen[1].fields) == {"accommodations", "boundaries"}
