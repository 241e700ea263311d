import itertools
import json
import time

import pytest
from django.test import Client
from django_q.models import OrmQ

from payments import services, tasks
from payments.models import Payee, WebhookEvent
from payments.queries import balance, trial_balance
from payments.rails import RailUnreachable
from payments.services.sending import received_account
from payments.states import PaymentState
from tests.payments.conftest import WEBHOOK_SECRET
from tests.payments.make import FINANCE, NOW, later, make_payee, make_released
from tests.stripe_double.events import sign, signed_event

pytestmark = [pytest.mark.django_db, pytest.mark.urls("payments.urls")]
S = PaymentState
URL = "/hooks/stripe"
ORDERS = [*itertools.permutations(["created", "updated", "reversed"]), ("reversed",)]


@pytest.fixture
def payee(double):
    account = double.state.open_account({})["id"]
    double.state.finish_onboarding(account)
    return make_payee(rail=Payee.Rail.STRIPE, stripe_account=account)


@pytest.fixture
def payment(payee):
    return make_released(payee=payee)


def deliver(body, signature):
    return Client(enforce_csrf_checks=True).post(
        URL, body, content_type="application/json", headers={"stripe-signature": signature}
    )


def event(kind, object_id, **fields):
    return signed_event(kind, {"id": object_id, **fields}, WEBHOOK_SECRET)


def handle_all():
    for kept in WebhookEvent.objects.filter(handled_at=None):
        services.handle_event(kept.public_id, NOW)


def transfer_of(double):
    return next(iter(double.state.transfers))


class TestTheDoor:
    def test_a_signed_event_is_kept_and_only_its_public_id_is_queued(self, double):
        body, signature = event("transfer.created", "tr_1", description="a person's name")
        assert deliver(body, signature).status_code == 200
        kept = WebhookEvent.objects.get()
        assert (kept.type, kept.object_id, kept.handled_at) == ("transfer.created", "tr_1", None)
        task = OrmQ.objects.get()
        assert (task.func(), task.args()) == ("payments.tasks.handle_event", (kept.public_id,))

    def test_a_replay_is_counted_and_queues_nothing(self, double):
        body, signature = event("transfer.created", "tr_1")
        assert [deliver(body, signature).status_code for _ in range(3)] == [200] * 3
        assert (WebhookEvent.objects.get().replays, OrmQ.objects.count()) == (2, 1)

    def test_a_forged_signature_is_refused(self, double):
        body, _ = event("transfer.created", "tr_1")
        assert deliver(body, sign(body, "whsec_other")).status_code == 400
        assert deliver(body, "").status_code == 400
        assert not WebhookEvent.objects.exists()

    def test_a_changed_body_is_refused(self, double):
        body, signature = event("transfer.created", "tr_1")
        assert deliver(body.replace("tr_1", "tr_2"), signature).status_code == 400

    @pytest.mark.parametrize(("age", "status"), [(290, 200), (310, 400)])
    def test_an_old_signature_is_refused(self, double, age, status):
        body, _ = event("transfer.created", "tr_1")
        assert deliver(body, sign(body, WEBHOOK_SECRET, int(time.time()) - age)).status_code == status

    @pytest.mark.parametrize("body", ["", "[]", "{}", "nonsense", '{"id": "evt_1"}', '"text"'])
    def test_a_signed_body_that_is_no_event_is_refused(self, double, body):
        assert deliver(body, sign(body, WEBHOOK_SECRET)).status_code == 400

    def test_bytes_that_are_no_text_are_refused(self, double):
        assert deliver(b"\xff\xfe", sign("x", WEBHOOK_SECRET)).status_code == 400

    def test_it_is_post_only(self, double):
        assert Client().get(URL).status_code == 405

    def test_without_a_secret_the_door_does_not_exist(self, settings):
        settings.STRIPE_WEBHOOK_SECRET = ""
        assert deliver("{}", "x").status_code == 404


class TestBelief:
    def test_the_body_is_not_believed(self, payment, double):
        """A signed event about a transfer that never was changes nothing."""
        deliver(*event("transfer.created", "tr_invented", transfer_group=payment.attempts.get().public_id))
        handle_all()
        payment.refresh_from_db()
        assert payment.state == S.RELEASED

    def test_an_event_finds_the_payment_whose_answer_was_lost(self, payment, double):
        double.faults.append("lost answer")
        services.send_attempt(payment.attempts.get().public_id, NOW)
        deliver(*event("transfer.created", transfer_of(double)))
        handle_all()
        payment.refresh_from_db()
        assert payment.state == S.PAID

    def test_a_transfer_made_by_hand_at_stripe_is_none_of_ours(self, payee, double):
        made = double.state.transfer(
            {"amount": 5, "currency": "usd", "destination": payee.stripe_account, "transfer_group": None}
        )
        deliver(*event("transfer.created", made["id"]))
        handle_all()
        assert WebhookEvent.objects.get().handled_at == NOW

    def test_an_unknown_type_is_kept_and_ignored(self, double):
        deliver(*event("moon.risen", "moon_1"))
        handle_all()
        assert WebhookEvent.objects.get().handled_at == NOW
        assert double.calls == []

    def test_handled_is_handled(self, payment, double):
        services.send_attempt(payment.attempts.get().public_id, NOW)
        deliver(*event("transfer.created", transfer_of(double)))
        handle_all()
        double.calls.clear()
        tasks.handle_event(WebhookEvent.objects.get().public_id)
        assert double.calls == []

    @pytest.mark.parametrize("shape", ["account.updated", "v2.core.account[requirements].updated"])
    def test_an_account_is_asked_about_again(self, payee, double, shape):
        double.state.finish_onboarding(payee.stripe_account, "restricted")
        if shape.startswith("v2"):
            related = {"id": payee.stripe_account, "type": "v2.core.account"}
            body = json.dumps(
                {"id": "evt_2", "object": "v2.core.event", "type": shape, "related_object": related}
            )
            deliver(body, sign(body, WEBHOOK_SECRET))
        else:
            deliver(*event(shape, payee.stripe_account))
        handle_all()
        payee.refresh_from_db()
        assert payee.state == Payee.State.RESTRICTED

    def test_what_could_not_be_handled_is_queued_again(self, double):
        double.faults.append("lost request")
        deliver(*event("transfer.created", "tr_1"))
        with pytest.raises(RailUnreachable):
            handle_all()
        received = WebhookEvent.objects.get().received_at
        assert services.resume_events(received) == 0
        assert services.resume_events(received + (later(minutes=5) - NOW)) == 1
        assert OrmQ.objects.count() == 2


def outcome(payment, double):
    payment.refresh_from_db()
    books = [(row["kind"], row["amount_minor"]) for row in trial_balance()]
    return payment.state, payment.attempts.get().outcome, balance(received_account(payment)), sorted(books)


@pytest.mark.parametrize("answer", ["known", "lost"])
@pytest.mark.parametrize("order", ORDERS)
def test_any_order_replay_or_loss_ends_in_the_same_state(payee, double, order, answer):
    payment = make_released(payee=payee)
    if answer == "lost":
        double.faults.append("lost answer")
    services.send_attempt(payment.attempts.get().public_id, NOW)
    double.state.reverse(transfer_of(double), {})
    for name in (*order, order[0]):
        deliver(*event(f"transfer.{name}", transfer_of(double)))
        handle_all()
    state, attempt, received, books = outcome(payment, double)
    assert (state, attempt, received) == (S.FAILED, "reversed", 0)
    assert dict(books)["clearing"] == 32_500
    assert sum(amount for _, amount in books) == 0


def test_an_answer_read_before_a_reversal_but_written_after_it_is_old_news(payment, double):
    """Two workers: one has read "accepted" and sleeps, the other reads and writes "reversed"."""
    from payments.rails import rail_named
    from payments.services.sending import take_answer

    attempt = payment.attempts.get()
    services.send_attempt(attempt.public_id, NOW)
    _, old = rail_named("stripe").fetch(transfer_of(double))
    services.bring_back(payment, FINANCE, NOW)
    take_answer(attempt, old, later(minutes=1))
    payment.refresh_from_db()
    assert payment.state == S.FAILED
