import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from network.agencies import limits
from network.agencies.models import Agency, Official
from network.agencies.queries import official_of
from network.common import clock
from network.people.models import EntryLink
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

OFFICE = {
    "name": "Ministry of Referral",
    "level": "national",
    "jurisdiction": "CA",
    "time_zone": "",
    "purpose": "We rewrite the referral guide.",
    "official_name": "First Official",
    "job_title": "Adviser",
    "email": "first.official@office.example",
}


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def url(name, *args):
    return reverse(f"agencies:{name}", args=args)


@pytest.fixture
def manager(sign_in):
    return sign_in(factories.user(Role.MANAGER))


def test_anybody_registers_an_office(client):
    answer = client.post("/register-an-office/", OFFICE, follow=True)
    assert "We have your registration" in answer.text
    assert Agency.objects.get().time_zone == "America/Toronto"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Enter: name of the office"),
        ("level", "", "Choose the level"),
        ("jurisdiction", "XX", "valid choice"),
        ("email", "nobody", "with an @"),
        ("purpose", "", "a few sentences"),
    ],
)
def test_a_mistake_is_named_and_the_rest_stays_typed(client, field, value, words):
    answer = client.post("/register-an-office/", OFFICE | {field: value})
    assert "There is a problem" in answer.text and words in answer.text
    assert "First Official" in answer.text
    assert not Agency.objects.exists()


def test_a_name_in_other_capitals_is_taken(client):
    client.post("/register-an-office/", OFFICE)
    answer = client.post("/register-an-office/", OFFICE | {"name": " MINISTRY of  referral "})
    assert "already registered" in answer.text
    assert Agency.objects.count() == 1


def test_one_address_cannot_register_without_end(client, monkeypatch):
    monkeypatch.setattr(limits, "REGISTRATIONS", 2)
    for number in range(2):
        client.post("/register-an-office/", OFFICE | {"name": f"Office {number}"})
    assert client.post("/register-an-office/", OFFICE).status_code == 429
    assert Agency.objects.count() == 2


def test_a_manager_verifies_and_sees_the_link_once(client, manager):
    client.post("/register-an-office/", OFFICE)
    agency = Agency.objects.get()
    assert agency.name in manager.get(url("list"), {"state": "registered"}).text
    answer = manager.post(url("verify", agency.public_id))
    assert "/enter/" in answer.text
    assert "/enter/" not in manager.get(url("office", agency.public_id)).text
    again = manager.post(url("verify", agency.public_id), follow=True)
    assert "not possible" in again.text and EntryLink.objects.count() == 1


def test_declining_needs_a_reason(client, manager):
    client.post("/register-an-office/", OFFICE)
    agency = Agency.objects.get()
    assert "Choose a reason" in manager.post(url("decline", agency.public_id)).text
    answer = manager.post(url("decline", agency.public_id), {"reason": "not_public"}, follow=True)
    assert "Declined" in answer.text and "could not confirm" in answer.text


def test_suspending_and_restoring(manager):
    agency = factories.agency()
    manager.post(url("suspend", agency.public_id), {"reason": "own_wish"})
    assert Agency.objects.get().state == "suspended"
    manager.post(url("restore", agency.public_id))
    assert Agency.objects.get().state == "verified"


def test_training_in_the_future_or_long_past_is_refused(manager):
    official = factories.official(trained_until=None)
    now = clock.now()

    def record(day):
        typed = {"completed_on_0": day.day, "completed_on_1": day.month, "completed_on_2": day.year}
        return manager.post(url("training", official.public_id), typed)

    assert "not in the future" in record(clock.months_later(now, 1)).text
    assert "lapsed" in record(clock.months_later(now, -13)).text
    assert record(clock.months_later(now, -1)).status_code == 302
    official.refresh_from_db()
    assert official.trained_until == clock.months_later(now, 11).date()


def test_an_official_signs_the_code(sign_in):
    official = factories.official(code_signed_at=None)
    client = sign_in(official.user)
    assert "not signed the code" in client.get(url("our_people")).text
    assert "Tick the box" in client.post(url("code")).text
    client.post(url("code"), {"agree": "on"})
    official.refresh_from_db()
    assert official.code_signed_at
    assert "You signed this" in client.get(url("code")).text


def test_an_approver_invites_and_sends_again(sign_in):
    client = sign_in(factories.official().user)
    typed = {"name": "New Colleague", "job_title": "Clerk", "duty": "reader", "email": "a@office.example"}
    assert "New Colleague" in client.post(url("invite"), typed, follow=True).text
    colleague = Official.objects.get(user=None)
    client.post(url("resend", colleague.public_id))
    assert EntryLink.objects.filter(reference=colleague.public_id).count() == 2


def test_an_invitation_without_right_is_refused_on_the_page(sign_in):
    client = sign_in(factories.official(duty="reader").user)
    typed = {"name": "New Colleague", "job_title": "Clerk", "duty": "reader", "email": "a@office.example"}
    answer = client.post(url("invite"), typed)
    assert "Only an approver" in answer.text and "New Colleague" in answer.text
    assert Official.objects.count() == 1


def test_colleagues_of_another_office_do_not_exist(sign_in):
    client = sign_in(factories.official().user)
    foreign = factories.official(user=None)
    there = client.post(url("resend", foreign.public_id))
    missing = client.post(url("resend", "A" * 16))
    assert there.status_code == missing.status_code == 404 and there.content == missing.content


@pytest.mark.parametrize("role", [Role.EXPERT, Role.OFFICIAL, Role.FINANCE])
def test_the_managers_pages_are_theirs_alone(role, sign_in):
    client, agency = sign_in(factories.user(role)), factories.agency()
    for page in (url("list"), url("office", agency.public_id), url("decline", agency.public_id)):
        assert client.get(page).status_code == 404


def test_an_official_without_an_office_finds_nothing(sign_in):
    assert sign_in(factories.user(Role.OFFICIAL)).get(url("our_people")).status_code == 404


def test_who_one_is_is_asked_for_once(django_assert_num_queries):
    person = factories.official().user
    with django_assert_num_queries(1):
        assert official_of(person).agency.name == official_of(person).agency.name


def test_lists_take_the_same_queries_for_three_and_for_thirty(sign_in, manager):
    agency = factories.agency()
    own = sign_in(factories.official(agency).user)

    def grow(number):
        for _ in range(number):
            factories.official(agency)
            factories.agency()

    grow(2)
    pages = [(manager, url("list")), (manager, url("office", agency.public_id)), (own, url("our_people"))]
    few = [_queries(*page) for page in pages]
    grow(27)
    assert [_queries(*page) for page in pages] == few


def _queries(client, page) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(caught)
