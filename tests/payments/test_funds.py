import pytest

from payments import services
from payments.queries import fund_balances, fund_statement, movements
from payments.services import FundShort, available, return_rest
from tests.payments.make import FINANCE, NOW, OFFICE, later, make_fund, make_payment, make_released

pytestmark = pytest.mark.django_db


def test_a_committed_fund_is_free_in_full():
    fund = make_fund(50_000)
    assert available(fund) == 50_000
    assert fund_balances(fund) == {"committed": 50_000, "available": 50_000, "reserved": 0, "used": 0}


def test_reserving_takes_from_what_is_free():
    fund = make_fund(50_000)
    services.reserve(fund, 20_000, "key", NOW, "subject")
    services.reserve(fund, 20_000, "key", NOW, "subject")
    assert available(fund) == 30_000


def test_a_fund_never_promises_more_than_it_has():
    fund = make_fund(50_000)
    with pytest.raises(FundShort, match=r"\$500\.00 left, \$500\.01 is needed"):
        services.reserve(fund, 50_001, "key", NOW, "subject")
    assert available(fund) == 50_000


def test_the_rest_goes_back_once():
    fund = make_fund(50_000)
    make_payment(20_000, fund=fund)
    assert [return_rest(fund, NOW), return_rest(fund, NOW)] == [30_000, 0]
    assert fund_balances(fund) == {"committed": 20_000, "available": 0, "reserved": 20_000, "used": 0}


def test_what_a_cancellation_frees_can_be_returned_later():
    fund = make_fund(50_000)
    payment = make_payment(20_000, fund=fund)
    return_rest(fund, NOW)
    services.cancel_payment(payment, OFFICE, NOW)
    assert return_rest(fund, NOW) == 20_000
    assert fund_balances(fund)["committed"] == 0


def test_the_statement_shows_what_was_used_and_when():
    fund = make_fund(50_000)
    payment = make_released(amount_minor=20_000, fund=fund)
    services.record_transfer(payment, "BANK-1", FINANCE, later(days=1))
    assert fund_balances(fund) == {"committed": 50_000, "available": 30_000, "reserved": 0, "used": 20_000}
    assert available(fund, later(seconds=-1)) == 0
    assert len(movements(subject=payment.public_id)) == 4
    lines = [(line.amount_minor, line.balance_minor) for line in fund_statement(fund)]
    assert lines == [(50_000, 50_000), (-20_000, 30_000)]
