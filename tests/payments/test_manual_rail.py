import pytest

from payments import services
from payments.models import Payee
from payments.queries import movements
from payments.rails import rail_named
from payments.states import AttemptOutcome
from tests.payments.make import FINANCE, NOW, make_card, make_payee, make_rate, make_released

pytestmark = pytest.mark.django_db


def test_it_says_in_plain_words_what_the_payee_does_next():
    payee = make_payee(Payee.State.PENDING)
    onboarding = services.begin_onboarding(payee, "https://example.org/back")
    assert ("Tell us where" in onboarding.instruction, onboarding.url) == (True, "")
    assert "Tell us where" in rail_named(payee.rail).capability(payee).words
    ready = services.change_details(payee, "payee", NOW)
    assert "We can pay you" in rail_named(payee.rail).capability(ready).words
    assert services.refresh_capability(ready).state == Payee.State.READY


def test_nothing_leaves_by_itself():
    payment = make_released()
    attempt = payment.attempts.get()
    services.send_attempt(attempt.public_id, NOW)
    attempt.refresh_from_db()
    rail = rail_named(attempt.rail)
    assert attempt.outcome == rail.send(attempt).outcome == rail.look_up(attempt).outcome
    assert attempt.outcome == AttemptOutcome.PREPARED
    assert services.record_transfer(payment, "BANK-1", FINANCE, NOW).state == "paid"


def test_a_rows_name_is_its_opaque_id_or_key():
    payment = services.record_transfer(make_released(), "BANK-1", FINANCE, NOW)
    for row in (payment, payment.fund, payment.payee, payment.attempts.get()):
        assert str(row) == row.public_id
    movement = movements(subject=payment.public_id)[0]
    line = movement.lines.first()
    assert str(movement) == movement.key
    assert str(line) == f"{line.amount_minor} USD"
    assert str(line.account) == f"{line.account.kind} {line.account.owner} USD"
    assert str(payment.steps.last()) == "pay → paid"
    assert str(payment.money) == "$325.00"
    assert str(services.keep_event("evt_1", "transfer.created", "tr_1", NOW)) == "evt_1"
    assert (str(make_rate()), str(make_card())) == ("US any", "US roundtable")
