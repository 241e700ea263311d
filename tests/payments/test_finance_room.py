import pytest
from django.test import Client
from django.urls import reverse

from network.people.roles import Role
from payments import services
from payments.forms import HOLD_REASONS
from payments.models import Payee
from payments.queries import progress_of
from payments.states import PaymentState
from tests import factories
from tests.payments.make import (
    FINANCE,
    NOW,
    later,
    make_due,
    make_fund,
    make_payee,
    make_payment,
    make_released,
)

pytestmark = pytest.mark.django_db
S = PaymentState
ACTS = ["release", "hold", "lift", "retry", "record", "confirm", "settle", "bring_back"]


@pytest.fixture
def finance(sign_in):
    return sign_in(factories.user(Role.FINANCE))


@pytest.fixture
def auditor(sign_in):
    return sign_in(factories.user(Role.AUDITOR))


def url(name, payment=None):
    return reverse(f"payments:{name}", args=[payment.public_id] if payment else [])


def act(client, name, payment, **data):
    response = client.post(url(name, payment), data)
    payment.refresh_from_db()
    return response


def text(response):
    return response.content.decode()


class TestWhoMayLook:
    @pytest.mark.parametrize("page", ["list", "funds", "ledger"])
    def test_signed_out_goes_to_sign_in(self, page):
        assert Client().get(url(page)).status_code == 302

    @pytest.mark.parametrize("role", [Role.EXPERT, Role.OFFICIAL, Role.MANAGER, Role.EDITOR, Role.REVIEWER])
    @pytest.mark.parametrize("page", ["list", "funds", "ledger"])
    def test_to_other_roles_it_does_not_exist(self, sign_in, role, page):
        assert sign_in(factories.user(role)).get(url(page)).status_code == 404

    def test_a_payment_that_is_not_there_looks_like_one_that_is_foreign(self, sign_in, finance):
        payment = make_payment()
        foreign = sign_in(factories.user(Role.EXPERT)).get(url("payment", payment))
        missing = finance.get(reverse("payments:payment", args=["nobody"]))
        assert foreign.status_code == missing.status_code == 404

    def test_an_auditor_reads_everything_and_is_offered_nothing(self, auditor):
        payment = make_due()
        for page in (url("list"), url("funds"), url("ledger"), url("payment", payment)):
            assert auditor.get(page).status_code == 200
        body = text(auditor.get(url("payment", payment)))
        assert "Release this payment" not in body and "nothing for you to do" in body

    @pytest.mark.parametrize("name", ACTS)
    def test_an_auditor_can_do_nothing(self, auditor, name):
        payment = make_due()
        assert act(auditor, name, payment).status_code == 404
        assert payment.state == S.DUE

    @pytest.mark.parametrize("name", ACTS)
    def test_nothing_is_done_by_looking(self, finance, name):
        payment = make_due()
        assert finance.get(url(name, payment)).status_code == 405


class TestTheList:
    def test_it_is_narrowed_by_state_and_currency(self, finance):
        due, reserved = make_due(), make_payment()
        pounds = make_payment(fund=make_fund(currency="GBP"))
        assert shown(finance.get(url("list"))) == {due, reserved, pounds}
        assert shown(finance.get(url("list"), {"state": "due"})) == {due}
        assert shown(finance.get(url("list"), {"currency": "gbp"})) == {pounds}
        assert "No payment is like that" in text(finance.get(url("list"), {"state": "paid"}))

    def test_a_wrong_filter_is_said_beside_its_field_and_kept(self, finance):
        payment = make_payment()
        response = finance.get(url("list"), {"currency": "xxl"})
        assert "three letters of a currency" in text(response) and 'value="xxl"' in text(response)
        assert shown(response) == {payment}

    def test_it_has_pages_that_keep_the_filter(self, finance):
        fund, payee = make_fund(), make_payee()
        for _ in range(26):
            make_payment(1_000, fund=fund, payee=payee)
        body = text(finance.get(url("list"), {"state": "reserved"}))
        assert "?state=reserved&amp;page=2" in body
        assert len(shown(finance.get(url("list"), {"state": "reserved", "page": "2"}))) == 1

    def test_amounts_and_counts_are_shown(self, finance):
        make_due(amount_minor=123_456)
        assert "$1,234.56" in text(finance.get(url("list")))


def shown(response):
    return set(response.context["page"].object_list)


class TestActing:
    def test_release_record_settle(self, finance):
        payment = make_due()
        assert act(finance, "release", payment).url == url("payment", payment)
        act(finance, "record", payment, reference="BANK 2026/17")
        assert (payment.state, payment.attempts.get().reference) == (S.PAID, "BANK 2026/17")
        act(finance, "settle", payment)
        assert payment.state == S.SETTLED

    def test_the_person_is_written_by_reference(self, sign_in):
        person = factories.user(Role.FINANCE)
        payment = make_due()
        act(sign_in(person), "release", payment)
        assert payment.steps.last().by == person.public_id

    def test_two_people_above_the_threshold(self, finance, sign_in):
        payment = make_due(amount_minor=100_001)
        act(finance, "release", payment)
        act(finance, "record", payment, reference="BANK-1")
        refused = act(finance, "confirm", payment)
        assert "Somebody else has to confirm" in text(refused)
        assert payment.state == S.RELEASED
        act(sign_in(factories.user(Role.FINANCE)), "confirm", payment)
        assert payment.state == S.PAID

    def test_hold_and_lift(self, finance):
        payment = make_due()
        act(finance, "hold", payment, note=HOLD_REASONS[1])
        assert payment.state == S.HELD
        act(finance, "lift", payment)
        assert payment.state == S.DUE

    def test_come_back_and_try_again(self, finance):
        payment = services.record_transfer(make_released(), "BANK-1", FINANCE, NOW)
        act(finance, "bring_back", payment)
        assert payment.state == S.FAILED
        act(finance, "retry", payment)
        assert (payment.state, payment.attempts.count()) == (S.RELEASED, 2)

    @pytest.mark.parametrize(
        ("reference", "cure"),
        [("", "Enter the reference"), ("<b>x</b>", "Use letters, digits"), ("x" * 81, "at most 80")],
    )
    def test_a_bad_reference_is_said_beside_the_field_and_kept(self, finance, reference, cure):
        payment = make_released()
        body = text(act(finance, "record", payment, reference=reference))
        assert body.count(cure) == 2 and "There is a problem" in body
        assert 'href="#id_reference"' in body
        assert payment.state == S.RELEASED
        if reference.startswith("x"):
            assert reference in body

    def test_a_hold_needs_a_reason(self, finance):
        payment = make_due()
        assert "Choose why" in text(act(finance, "hold", payment, note=""))
        assert payment.state == S.DUE

    @pytest.mark.parametrize("name", ["release", "lift", "retry", "confirm", "settle", "bring_back"])
    def test_what_is_not_possible_is_said_and_changes_nothing(self, finance, name):
        payment = make_payment()
        response = act(finance, name, payment)
        assert "This payment is reserved, so that step is not possible." in text(response)
        assert payment.state == S.RESERVED

    def test_a_payee_who_cannot_be_paid_yet(self, finance):
        payment = make_due(payee=make_payee(Payee.State.PENDING))
        assert "not set up yet" in text(act(finance, "release", payment))

    def test_stripe_without_keys_is_said_plainly(self, finance):
        payee = make_payee(rail=Payee.Rail.STRIPE, stripe_account="acct_1")
        payment = make_released(payee=payee)
        payment.attempts.update(outcome="accepted", reference="tr_1")
        type(payment).objects.update(state=S.PAID)
        assert "not set up here" in text(act(finance, "bring_back", payment))


@pytest.mark.parametrize(
    ("state", "offered", "hidden"),
    [
        ("due", ["Release this payment", "Keep it back"], ["Record the reference", "Settle this payment"]),
        ("released", ["Record the reference"], ["Release this payment", "Confirm as"]),
        ("paid", ["Settle this payment", "The money came back"], ["Record the reference"]),
    ],
)
def test_the_page_offers_what_can_be_done_now(finance, state, offered, hidden):
    payment = make_due()
    if state != "due":
        payment = services.release_payment(payment, FINANCE, NOW)
    if state == "paid":
        payment = services.record_transfer(payment, "BANK-1", FINANCE, NOW)
    body = text(finance.get(url("payment", payment)))
    assert all(words in body for words in offered)
    assert not any(words in body for words in hidden)


class TestProgress:
    def way(self, payment):
        return [
            (step["label"], step["done"], step["current"])
            for step in progress_of(payment, payment.steps.all())
        ]

    def test_the_straight_way(self):
        assert self.way(make_due()) == [
            ("Reserved", True, False),
            ("Due", False, True),
            ("Released", False, False),
            ("Paid", False, False),
            ("Settled", False, False),
        ]

    def test_a_detour_stands_where_it_happened(self):
        held = services.hold_payment(make_due(), FINANCE, later(hours=1))
        assert [label for label, *_ in self.way(held)] == [
            "Reserved",
            "Due",
            "Held",
            "Released",
            "Paid",
            "Settled",
        ]

    def test_a_cancelled_one_goes_no_further(self):
        cancelled = services.cancel_payment(make_payment(), FINANCE, later(hours=1))
        assert [label for label, *_ in self.way(cancelled)] == ["Reserved", "Cancelled"]

    def test_one_that_came_back_has_its_way_before_it(self):
        payment = services.record_transfer(make_released(), "BANK-1", FINANCE, NOW)
        services.bring_back(payment, FINANCE, later(days=1))
        payment.refresh_from_db()
        assert [label for label, *_ in self.way(payment)] == [
            "Reserved",
            "Due",
            "Released",
            "Paid",
            "Failed",
            "Settled",
        ]


class TestTheBooks:
    def test_a_fund_shows_its_statement(self, finance):
        fund = make_fund(50_000)
        payment = make_payment(20_000, fund=fund)
        body = text(finance.get(reverse("payments:fund", args=[fund.public_id])))
        assert "-$200.00" in body and "$300.00" in body
        assert url("payment", payment) in body
        assert finance.get(reverse("payments:fund", args=["nobody"])).status_code == 404

    def test_the_ledger_sums_to_nothing_at_any_day(self, finance):
        make_payment(20_000, fund=make_fund(50_000))
        today = finance.get(url("ledger"))
        assert {row["sum_minor"] for row in today.context["balance"]} == {0}
        assert len(today.context["page"].object_list) == 2
        before = finance.get(url("ledger"), {"day": "2026-11-23"})
        assert "Nothing has moved by then" in text(before)
        assert "Enter a real date" in text(finance.get(url("ledger"), {"day": "soon"}))

    def test_empty_books_say_so(self, finance):
        assert "No fund is committed yet" in text(finance.get(url("funds")))


def make_many(number):
    for _ in range(number):
        payment = make_released(fund=make_fund(40_000))
        services.record_transfer(payment, "BANK-1", FINANCE, NOW)


@pytest.mark.parametrize("page", ["list", "funds", "ledger", "fund", "payment"])
def test_queries_do_not_grow_with_the_rows(
    finance, page, django_assert_max_num_queries, django_assert_num_queries
):
    make_many(2)
    payment = make_payment(fund=make_fund())
    address = {
        "fund": reverse("payments:fund", args=[payment.fund.public_id]),
        "payment": url("payment", payment),
    }
    path = address.get(page) or url(page)
    finance.get(path)
    with django_assert_max_num_queries(16) as few:
        finance.get(path)
    make_many(20)
    for amount in range(1, 11):
        make_payment(amount, fund=payment.fund)
        payment = services.reprice_payment(payment, 32_500 + amount, FINANCE, NOW)
    with django_assert_num_queries(len(few)):
        finance.get(path)
