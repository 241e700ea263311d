from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from payments import services
from payments.ids import new_id
from payments.models import Account, Attempt, Movement, Payee, Payment
from payments.queries import (
    balance,
    due_for_release,
    fund_balances,
    payment_by_reference,
    payments_by_reference,
    trial_balance,
)
from payments.services import PayeeNotReady, ReferenceTaken, SamePerson
from payments.services.booking import owed_account
from payments.services.sending import received_account
from payments.signals import payment_moved
from payments.states import MOVES, MoveRefused, PaymentState
from tests.payments.make import (
    FINANCE,
    NOW,
    OFFICE,
    SECOND,
    later,
    make_due,
    make_fund,
    make_payee,
    make_payment,
    make_released,
)

pytestmark = pytest.mark.django_db
S = PaymentState


@pytest.fixture
def heard():
    moves = []

    def listen(sender, payment_public_id, reference, state, **_):
        moves.append((payment_public_id, reference, state))

    payment_moved.connect(listen)
    yield moves
    payment_moved.disconnect(listen)


def test_every_state_is_in_the_table_and_every_move_leads_into_it():
    assert set(MOVES) == set(S)
    assert {to for moves in MOVES.values() for to, _ in moves.values()} <= set(S)


class TestBooking:
    def test_reserves_and_tells(self, heard):
        payment = make_payment(32_500)
        assert (payment.state, payment.currency) == (S.RESERVED, "USD")
        assert fund_balances(payment.fund)["reserved"] == 32_500
        assert heard == [(payment.public_id, payment.reference, "reserved")]

    def test_the_same_terms_again_are_the_same_payment(self):
        first = make_payment()
        again = services.book_payment(first.fund, first.payee, 32_500, first.reference, OFFICE, later(days=1))
        assert (again, Movement.objects.count()) == (first, 2)

    @pytest.mark.parametrize("change", [{"amount_minor": 1}, {"payee": None}, {"fund": None}])
    def test_other_terms_under_the_reference_are_refused(self, change):
        first = make_payment()
        terms = {"fund": first.fund, "payee": first.payee, "amount_minor": 32_500} | {
            name: value or {"payee": make_payee, "fund": make_fund}[name]() for name, value in change.items()
        }
        with pytest.raises(ReferenceTaken):
            services.book_payment(**terms, reference=first.reference, by=OFFICE, at=NOW)

    def test_a_short_fund_leaves_nothing_behind(self):
        with pytest.raises(services.FundShort):
            make_payment(2, fund=make_fund(1))
        assert not Payment.objects.exists()

    def test_callers_find_it_by_their_reference(self):
        payment = make_payment()
        assert payment_by_reference(payment.reference) == payment
        assert payment_by_reference("unknown") is None
        assert payments_by_reference([payment.reference, "unknown"]) == {payment.reference: payment}


class TestRepricing:
    @pytest.mark.parametrize("amount", [40_000, 10_000])
    def test_the_fund_gives_or_takes_the_difference(self, amount):
        payment = services.reprice_payment(make_payment(32_500), amount, OFFICE, NOW)
        services.reprice_payment(payment, amount, OFFICE, NOW)
        assert payment.amount_minor == fund_balances(payment.fund)["reserved"] == amount

    def test_there_and_back_again(self):
        payment = make_payment(32_500)
        for amount in (40_000, 32_500, 40_000):
            payment = services.reprice_payment(payment, amount, OFFICE, NOW)
        assert fund_balances(payment.fund)["reserved"] == 40_000

    def test_what_is_due_is_fixed(self):
        with pytest.raises(MoveRefused):
            services.reprice_payment(make_due(), 99_000, OFFICE, NOW)


class TestCancelling:
    @pytest.mark.parametrize("make", [make_payment, make_due])
    def test_the_fund_has_it_all_back(self, make):
        payment = services.cancel_payment(make(), OFFICE, NOW)
        services.cancel_payment(payment, OFFICE, NOW)
        assert payment.state == S.CANCELLED
        assert fund_balances(payment.fund)["available"] == 1_000_000
        assert balance(owed_account(payment)) == 0

    def test_what_is_released_cannot_be_cancelled(self):
        with pytest.raises(MoveRefused):
            services.cancel_payment(make_released(), OFFICE, NOW)

    def test_a_cancelled_payment_never_becomes_due(self):
        with pytest.raises(MoveRefused):
            services.mark_due(services.cancel_payment(make_payment(), OFFICE, NOW), OFFICE, NOW, NOW)


class TestDue:
    def test_the_payee_is_owed_and_a_second_word_changes_nothing(self):
        payment = make_due(release_by=later(days=7))
        services.mark_due(payment, OFFICE, later(days=1), later(days=9))
        payment.refresh_from_db()
        assert (payment.due_at, payment.release_by) == (NOW, later(days=7))
        assert balance(owed_account(payment)) == 32_500

    def test_it_is_due_for_release_when_its_moment_comes(self):
        payment = make_due(release_by=later(days=7))
        assert not due_for_release(later(days=6)).exists()
        assert list(due_for_release(later(days=7))) == [payment]


class TestRelease:
    def test_once_and_only_once(self):
        payment = make_released()
        services.release_payment(payment, SECOND, later(hours=1))
        assert Attempt.objects.count() == 1
        assert Movement.objects.filter(key=f"{payment.public_id}:release").count() == 1

    def test_only_what_is_due(self):
        with pytest.raises(MoveRefused):
            services.release_payment(make_payment(), FINANCE, NOW)

    def test_not_before_the_payee_is_set_up(self):
        payment = make_due(payee=make_payee(Payee.State.PENDING))
        with pytest.raises(PayeeNotReady, match="not set up"):
            services.release_payment(payment, FINANCE, NOW)
        payment.refresh_from_db()
        assert payment.state == S.DUE

    def test_the_duty_releases_what_is_due_however_often_it_runs(self):
        due, early = make_due(), make_due(release_by=later(days=7))
        assert [services.release_all_due(NOW), services.release_all_due(NOW)] == [1, 0]
        states = {payment.pk: payment.state for payment in Payment.objects.all()}
        assert states == {due.pk: S.RELEASED, early.pk: S.DUE}

    def test_one_unpayable_payee_keeps_nobody_else_waiting(self):
        make_due(payee=make_payee(Payee.State.RESTRICTED))
        payment = make_due()
        assert services.release_all_due(NOW) == 1
        payment.refresh_from_db()
        assert payment.state == S.RELEASED


class TestChangedDetails:
    def test_the_first_details_need_no_rest(self):
        payee = services.change_details(services.open_payee(), "payee", NOW)
        assert (payee.state, payee.details_changed_at) == (Payee.State.READY, None)

    def test_a_change_holds_what_is_due_for_72_hours(self):
        payment = make_due()
        services.change_details(payment.payee, "payee", NOW)
        payment.refresh_from_db()
        assert payment.state == S.HELD
        assert services.release_all_due(later(hours=71, minutes=59)) == 0
        assert services.release_all_due(later(hours=72)) == 1

    def test_what_becomes_due_meanwhile_rests_too(self):
        payment = make_payment()
        services.change_details(payment.payee, "payee", NOW)
        services.mark_due(payment, OFFICE, NOW, NOW)
        with pytest.raises(PayeeNotReady, match="72 hours"):
            services.release_payment(payment, FINANCE, later(hours=71))
        assert services.release_all_due(later(hours=71)) == 0
        assert services.release_all_due(later(hours=72)) == 1

    def test_a_second_change_starts_the_rest_again(self):
        payment = make_due()
        services.change_details(payment.payee, "payee", NOW)
        services.change_details(payment.payee, "payee", later(hours=48))
        assert services.release_all_due(later(hours=73)) == 0
        assert services.release_all_due(later(hours=120)) == 1

    def test_a_rest_cannot_be_lifted_early(self):
        payment = make_due()
        services.change_details(payment.payee, "payee", NOW)
        with pytest.raises(PayeeNotReady):
            services.lift_hold(payment, FINANCE, later(hours=1))
        assert services.lift_hold(payment, FINANCE, later(hours=72)).state == S.DUE

    def test_moving_to_another_rail_needs_setting_up_there(self):
        payee = services.change_details(make_payee(), "payee", NOW, rail=Payee.Rail.STRIPE)
        assert (payee.rail, payee.state) == (Payee.Rail.STRIPE, Payee.State.PENDING)


class TestHoldingByHand:
    def test_it_lasts_until_somebody_lifts_it(self):
        payment = services.hold_payment(make_due(), FINANCE, NOW, "asked to wait")
        assert services.release_all_due(later(days=30)) == 0
        services.lift_hold(payment, FINANCE, later(days=30))
        assert services.release_all_due(later(days=30)) == 1
        assert payment.steps.get(move="hold").note == "asked to wait"


class TestRecordingATransfer:
    def test_a_small_one_is_paid_at_once(self):
        payment = services.record_transfer(make_released(), "BANK-1", FINANCE, later(days=1))
        assert (payment.state, payment.paid_at) == (S.PAID, later(days=1))
        assert balance(received_account(payment)) == 32_500

    def test_the_same_reference_twice_is_one_record(self):
        payment = make_released()
        for _ in range(2):
            services.record_transfer(payment, "BANK-1", FINANCE, NOW)
        assert payment.steps.filter(move="pay").count() == 1

    def test_another_reference_for_a_paid_payment_is_refused(self):
        payment = services.record_transfer(make_released(), "BANK-1", FINANCE, NOW)
        with pytest.raises(MoveRefused):
            services.record_transfer(payment, "BANK-2", FINANCE, NOW)

    def test_above_the_threshold_a_second_person_confirms(self):
        payment = services.record_transfer(make_released(amount_minor=100_001), "BANK-1", FINANCE, NOW)
        assert payment.state == S.RELEASED
        with pytest.raises(services.AlreadyRecorded):
            services.record_transfer(payment, "BANK-2", SECOND, NOW)
        with pytest.raises(SamePerson):
            services.confirm_payment(payment, FINANCE, NOW)
        assert services.confirm_payment(payment, SECOND, NOW).state == S.PAID

    def test_at_the_threshold_one_person_is_enough(self):
        payment = services.record_transfer(make_released(amount_minor=100_000), "BANK-1", FINANCE, NOW)
        assert payment.state == S.PAID

    def test_the_threshold_is_a_setting_per_currency(self, settings):
        settings.PAYMENTS_SECOND_PERSON_ABOVE = {"USD": 100}
        payment = services.record_transfer(make_released(amount_minor=101), "BANK-1", FINANCE, NOW)
        assert payment.state == S.RELEASED

    def test_there_is_nothing_to_confirm_before_it_is_recorded(self):
        with pytest.raises(services.NothingToConfirm):
            services.confirm_payment(make_released(amount_minor=100_001), SECOND, NOW)

    def test_it_settles_once(self):
        payment = services.record_transfer(make_released(), "BANK-1", FINANCE, NOW)
        for _ in range(2):
            payment = services.settle_payment(payment, FINANCE, later(days=2))
        assert payment.state == S.SETTLED


def test_listeners_hear_every_move_in_order(heard):
    payment = services.record_transfer(make_released(), "BANK-1", FINANCE, NOW)
    services.settle_payment(payment, FINANCE, NOW)
    assert [state for *_, state in heard] == ["reserved", "due", "released", "paid", "settled"]


def test_a_listener_that_fails_undoes_the_move():
    def fail(**_):
        raise RuntimeError

    payment = make_payment()
    payment_moved.connect(fail)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            services.mark_due(payment, OFFICE, NOW, NOW)
    finally:
        payment_moved.disconnect(fail)
    payment.refresh_from_db()
    assert (payment.state, balance(owed_account(payment))) == (S.RESERVED, 0)


VERBS = {
    "reprice": lambda payment, n: services.reprice_payment(payment, n, OFFICE, NOW),
    "cancel": lambda payment, n: services.cancel_payment(payment, OFFICE, NOW),
    "due": lambda payment, n: services.mark_due(payment, OFFICE, NOW, NOW),
    "hold": lambda payment, n: services.hold_payment(payment, FINANCE, NOW),
    "lift": lambda payment, n: services.lift_hold(payment, FINANCE, NOW),
    "release": lambda payment, n: services.release_payment(payment, FINANCE, NOW),
    "record": lambda payment, n: services.record_transfer(payment, f"BANK-{payment.pk}", FINANCE, NOW),
    "confirm": lambda payment, n: services.confirm_payment(payment, SECOND, NOW),
    "settle": lambda payment, n: services.settle_payment(payment, FINANCE, NOW),
    "return": lambda payment, n: services.return_rest(payment.fund, NOW),
}
REFUSALS = (
    MoveRefused,
    PayeeNotReady,
    SamePerson,
    services.AlreadyRecorded,
    services.FundShort,
    services.NothingToConfirm,
)


@settings(max_examples=60, deadline=timedelta(seconds=5))
@given(st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(1, 300_000)), max_size=12))
def test_any_history_keeps_the_sums(history):
    with transaction.atomic():
        fund, payee = make_fund(250_000), make_payee()
        payment = services.book_payment(fund, payee, 120_000, new_id(), OFFICE, NOW)
        for verb, amount in history:
            try:
                VERBS[verb](payment, amount)
            except REFUSALS:
                continue
        payment.refresh_from_db()
        sums = fund_balances(fund)
        assert sum(row["amount_minor"] for row in trial_balance()) == 0
        assert min(sums.values()) >= 0
        assert balance(received_account(payment)) == (
            payment.amount_minor if payment.state in (S.PAID, S.SETTLED) else 0
        )
        in_all_accounts = sum(balance(account) for account in Account.objects.filter(owner=payee.public_id))
        assert sums["used"] == in_all_accounts
        transaction.set_rollback(True)
