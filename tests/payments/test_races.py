"""Fifty threads at one payment, on PostgreSQL, where losers really run; each proof with a negative control."""

import threading

import pytest
from django.db import connection, transaction

from payments import services
from payments.ids import new_id
from payments.models import Attempt, Line, Movement, Payee, Payment
from payments.services import FundShort, available
from payments.states import OPEN_OUTCOMES, AttemptOutcome, PaymentState
from tests.payments.make import FINANCE, NOW, OFFICE, SECOND, make_due, make_fund, make_payee, make_released

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
THREADS, ROUNDS = 50, 5


def at_once(act):
    """Run `act(number)` in THREADS threads that start together; returns what each returned or raised."""
    gate, results = threading.Barrier(THREADS), [None] * THREADS

    def run(number):
        try:
            gate.wait()
            results[number] = act(number)
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def errors(results):
    return [result for result in results if isinstance(result, Exception)]


def test_one_payment_is_released_once():
    for _ in range(ROUNDS):
        payment = make_due()
        results = at_once(lambda number, payment=payment: services.release_payment(payment, FINANCE, NOW))
        assert errors(results) == []
        assert Attempt.objects.filter(payment=payment).count() == 1
        assert Movement.objects.filter(key=f"{payment.public_id}:release").count() == 1
        assert payment.steps.filter(move="release").count() == 1


def test_negative_control_without_lock_key_and_index_it_is_released_many_times():
    """The same race against the naive way, so that the proof above is known to be able to fail."""

    def naive(payment):
        with transaction.atomic():
            seen = Payment.objects.get(pk=payment.pk)
            if seen.state == PaymentState.DUE:
                number = int.from_bytes(new_id().encode()[:1], "big") * 100 + threading.get_ident() % 100
                Attempt.objects.create(
                    payment=seen, number=number, rail="manual", first_by=FINANCE, prepared_at=NOW
                )
                Payment.objects.filter(pk=seen.pk).update(state=PaymentState.RELEASED)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP INDEX payments_attempt_one_open")
    try:
        payments = [make_due() for _ in range(ROUNDS)]
        for payment in payments:
            at_once(lambda number, payment=payment: naive(payment))
        counts = [payment.attempts.count() for payment in payments]
        assert max(counts) > 1
    finally:
        Attempt.objects.update(outcome=AttemptOutcome.REFUSED)
        index = next(c for c in Attempt._meta.constraints if c.name == "payments_attempt_one_open")
        with connection.schema_editor() as editor:
            editor.add_constraint(Attempt, index)


def test_workers_side_by_side_release_each_due_payment_once():
    fund = make_fund()
    payments = [make_due(amount_minor=100, fund=fund) for _ in range(20)]
    results = at_once(lambda number: services.release_all_due(NOW))
    assert errors(results) == []
    assert sum(results) == len(payments)
    assert Attempt.objects.count() == len(payments)


def test_a_fund_is_never_promised_twice():
    fund, payee = make_fund(1_000), make_payee()
    results = at_once(lambda number: services.book_payment(fund, payee, 100, new_id(), OFFICE, NOW))
    assert len([r for r in results if isinstance(r, Payment)]) == 10
    assert {type(error) for error in errors(results)} == {FundShort}
    assert available(fund) == 0


def test_negative_control_without_the_funds_lock_it_is_promised_twice(monkeypatch):
    from payments.services import funds

    monkeypatch.setattr(funds, "lock_fund", lambda fund: fund)
    overdrawn = 0
    for _ in range(ROUNDS):
        fund, payee = make_fund(1_000), make_payee()
        at_once(lambda number, f=fund, p=payee: services.book_payment(f, p, 100, new_id(), OFFICE, NOW))
        overdrawn += available(fund) < 0
    assert overdrawn


def test_one_key_is_one_movement():
    fund = make_fund()
    results = at_once(lambda number: services.reserve(fund, 100, "one-key", NOW, "subject"))
    assert errors(results) == []
    assert Movement.objects.filter(key="one-key").count() == 1


def test_one_key_is_one_movement_even_without_any_lock_around_it():
    source, target = services.account("available", "x", "USD"), services.account("reserved", "x", "USD")
    lines = [services.Entry(source, -5), services.Entry(target, 5)]
    results = at_once(lambda number: services.post("one-key", lines, NOW))
    assert errors(results) == []
    assert len({movement.pk for movement in results}) == 1
    assert Line.objects.count() == 2


def test_one_reference_is_one_booking():
    fund, payee = make_fund(), make_payee()
    results = at_once(lambda number: services.book_payment(fund, payee, 100, "one-reference", OFFICE, NOW))
    assert errors(results) == []
    assert available(fund) == 1_000_000 - 100


def test_two_people_recording_at_once_record_one_transfer():
    payment = make_released()
    at_once(lambda number: services.record_transfer(payment, f"BANK-{number % 2}", FINANCE, NOW))
    assert payment.steps.filter(move="pay").count() == 1
    assert payment.attempts.filter(outcome__in=OPEN_OUTCOMES).count() == 1


def test_confirming_at_once_confirms_once():
    payment = services.record_transfer(make_released(amount_minor=100_001), "BANK-1", FINANCE, NOW)
    at_once(lambda number: services.confirm_payment(payment, SECOND, NOW))
    assert payment.steps.filter(move="pay").count() == 1


def test_sending_one_attempt_at_once_moves_the_money_once(double):
    account = double.state.open_account({})["id"]
    double.state.finish_onboarding(account)
    payment = make_released(payee=make_payee(rail=Payee.Rail.STRIPE, stripe_account=account))
    public_id = payment.attempts.get().public_id
    at_once(lambda number: services.send_attempt(public_id, NOW))
    assert len(double.state.transfers) == 1
    assert payment.steps.filter(move="pay").count() == 1


def test_one_event_delivered_at_once_is_kept_once():
    results = at_once(lambda number: services.keep_event("evt_1", "transfer.created", "tr_1", NOW))
    assert errors(results) == []
    assert {event.pk for event in results} == {results[0].pk}
    results[0].refresh_from_db()
    assert results[0].replays == THREADS - 1
