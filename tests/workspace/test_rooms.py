"""The rooms behind the homes: money, the network at a glance, payments watch, duties, audit."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse

from network.audit.log import record
from network.audit.models import Entry
from network.common import clock
from network.common.duties import all_duties, run_duty
from network.common.models import DutyRun
from network.common.rooms import navigation
from network.notifications.models import ContactState, Notice
from network.people.roles import Role
from payments import services as payments
from payments.models import Fund, Payee, Payment
from payments.states import PaymentState
from tests import factories
from tests.outcomes import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def official():
    return factories.official()


@pytest.fixture
def manager(sign_in):
    return sign_in(factories.user(Role.MANAGER))


def text(response) -> str:
    return response.content.decode()


def url(name: str) -> str:
    return reverse(f"workspace:{name}")


def paid_work(official, expert, amount: int = 24375, title: str = "Guide"):
    """An engagement with its payment booked through the real services."""
    now = clock.now()
    if not expert.payee_ref:
        expert.payee_ref = Payee.objects.create(state=Payee.State.READY).public_id
        expert.save()
    fund = payments.commit_funds(
        payer_ref=official.agency.payer_ref, kind=Fund.Kind.TRANSFER, reference=f"T-{Fund.objects.count()}",
        limit_minor=10 * amount, currency="USD", by="x", at=now,
    )  # fmt: skip
    work = make.engagement(make.request(official, title=title), official, expert)
    payee = Payee.objects.get(public_id=expert.payee_ref)
    return work, payments.book_payment(fund, payee, amount, work.public_id, "x", now)


def test_an_expert_follows_her_money_to_the_end(sign_in, official):
    expert = factories.expert()
    _, payment = paid_work(official, expert)
    client = sign_in(expert.user)
    page = text(client.get(url("money")))
    assert "$243.75" in page and "The office has set the money aside" in page
    payments.mark_due(payment, "x", clock.now(), clock.now())
    payments.release_payment(payment, "x", clock.now())
    home = text(client.get(reverse("workspace:home")))
    assert "On its way" in home and "$243.75" in home
    Payment.objects.filter(pk=payment.pk).update(state=PaymentState.HELD)
    assert "It rests for now" in text(client.get(url("money")))


def test_an_expert_sees_only_her_own_money(sign_in, official):
    paid_work(official, factories.expert(), title="Somebody else’s guide")
    page = text(sign_in(factories.expert().user).get(url("money")))
    assert "Somebody else’s guide" not in page and "Nothing yet." in page


def test_her_money_takes_the_same_queries_however_much(
    sign_in, official, django_assert_num_queries, django_assert_max_num_queries
):
    expert = factories.expert()
    client = sign_in(expert.user)
    paid_work(official, expert)
    client.get(url("money"))
    with django_assert_max_num_queries(15) as few:
        client.get(url("money"))
    for _ in range(5):
        paid_work(official, expert)
    with django_assert_num_queries(len(few)):
        client.get(url("money"))


def test_the_glance_withholds_small_counts_and_shows_large_ones(manager, official):
    for _ in range(4):
        make.answered(official)
    page = text(manager.get(url("overview")))
    assert "fewer than 5" in page and "Too few to say" in page
    for _ in range(3):
        make.answered(official)
    page = text(manager.get(url("overview")))
    assert "From request to verified change" in page and "100 %" in page
    assert "Recommendations accepted wholly or in part, of all that were decided." in page
    assert re.search(r"by quarter.*[A-Z][a-z]{2}–[A-Z][a-z]{2} \d{4}: 7 engagements", page, re.DOTALL)


def test_the_glance_narrows_to_an_office_and_a_period(manager, official):
    for _ in range(6):
        make.answered(official)
    other = factories.official()
    make.request(other)
    mine = text(manager.get(url("overview"), {"office": official.agency.public_id, "months": "3"}))
    theirs = text(manager.get(url("overview"), {"office": other.agency.public_id, "months": ""}))
    assert "100 %" in mine and "100 %" not in theirs
    assert manager.get(url("overview"), {"office": "x", "months": "x"}).status_code == 200


def test_the_glance_takes_the_same_queries_however_large(
    manager, official, django_assert_num_queries, django_assert_max_num_queries
):
    make.answered(official)
    manager.get(url("overview"))
    with django_assert_max_num_queries(20) as few:
        manager.get(url("overview"))
    for _ in range(8):
        made = factories.official()
        make.claimed(made)
        paid_work(made, factories.expert())
    with django_assert_num_queries(len(few)):
        manager.get(url("overview"))


def test_the_glance_is_counted_once_a_minute_for_each_choice(manager, official, settings):
    settings.CACHES = settings.CACHES | {
        "fragments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "glance"}
    }
    assert "100 %" not in text(manager.get(url("overview")))
    for _ in range(6):
        make.answered(official)
    assert "100 %" not in text(manager.get(url("overview")))
    assert "100 %" in text(manager.get(url("overview"), {"office": official.agency.public_id}))
    caches["fragments"].clear()
    assert "100 %" in text(manager.get(url("overview")))


def test_what_is_late_names_the_office_and_no_payee(manager, official):
    expert = factories.expert()
    _, payment = paid_work(official, expert)
    long_ago = clock.now() - timedelta(days=20)
    payments.mark_due(payment, "x", long_ago, long_ago)
    page = text(manager.get(url("payments")))
    assert official.agency.name in page and "late by 6 days" in page and "$243.75" in page
    assert payment.public_id not in page and expert.payee_ref not in page
    Payment.objects.update(due_at=clock.now() - timedelta(days=13))
    assert "No payment is late." in text(manager.get(url("payments")))


def test_every_duty_is_on_the_board_with_its_last_run(manager):
    name = "lapse_unchecked_changes"
    run_duty(name)
    page = text(manager.get(url("duties")))
    for duty in all_duties():
        assert duty.does in page.replace("&#x27;", "'")
    assert page.count("Never") == len(all_duties()) - 1 and "Failed" not in page
    DutyRun.objects.update(failed=True)
    assert "Failed" in text(manager.get(url("duties")))


def test_the_duties_say_what_mail_did_not_arrive_and_what_to_do(manager):
    assert "Every mail arrived." in text(manager.get(url("duties")))
    for _ in range(2):
        ContactState.objects.create(person=factories.user(), failed_at=clock.now())
    page = " ".join(text(manager.get(url("duties"))).split())
    assert "<dt>People whose mail came back</dt><dd>2</dd>" in page
    assert "<dt>Messages that could not be mailed</dt><dd>0</dd>" in page
    assert "at the next sign-in" in page and "ask whoever runs it" in page


def test_unread_messages_are_counted_beside_the_account_in_one_query(sign_in, django_assert_num_queries):
    person = factories.user(Role.EDITOR)
    client = sign_in(person)
    assert 'href="/notices/">Messages</a>' in text(client.get("/help/"))
    for key in "ab":
        Notice.objects.create(person=person, event="security.device", key=key, at=clock.now())
    page = " ".join(text(client.get("/help/")).split())
    assert 'Messages <span class="ecn-count">2<span class="govuk-visually-hidden"> not read</span>' in page
    with django_assert_num_queries(1):
        navigation(person, [Role.EDITOR], "/", beside=True)


def test_the_auditor_sees_that_the_chains_hold_and_when_they_do_not(sign_in):
    auditor = factories.user(Role.AUDITOR)
    client = sign_in(auditor)
    for _ in range(3):
        record(auditor, "test.entry", auditor)
    page = text(client.get(url("audit")))
    assert "test.entry" in page and "Holds" in page and "Broken" not in page
    entry = record(auditor, "test.entry", auditor)
    entry.pk, entry.hash = None, "f" * 64
    Entry.objects.bulk_create([entry])
    assert "Broken" in text(client.get(url("audit")))


@pytest.mark.parametrize("page", ["money", "overview", "payments", "duties", "audit"])
@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.FINANCE, Role.EDITOR, Role.REVIEWER])
def test_other_roles_do_not_find_these_pages(page, role, sign_in):
    client = sign_in(factories.user(role))
    missing = client.get("/home/nowhere/")
    assert client.get(url(page)).status_code == missing.status_code == 404
    assert client.get(url(page)).content == missing.content


ROOMS = {
    Role.EXPERT: ["Home", "Invitations", "My work", "My money", "My privacy", "My profile"],
    Role.OFFICIAL: ["Home", "Requests", "Engagements", "Recommendations", "Our record", "Our people"],
    Role.FINANCE: ["Home", "Payments", "Funds", "Ledger"],
    Role.AUDITOR: ["Home", "Audit", "Payments", "Funds", "Ledger", "What is kept"],
    Role.MANAGER: ["Home", "Requests to review", "Offices", "Outcomes", "Fair opportunity", "Payments watch", "Concerns"],
}  # fmt: skip


@pytest.mark.parametrize("role", ROOMS)
def test_the_rooms_stand_in_order(role):
    person = factories.user(role)
    labels = [item["label"] for item in navigation(person, person.roles, "/home/")]
    assert [label for label in labels if label in ROOMS[role]] == ROOMS[role]
