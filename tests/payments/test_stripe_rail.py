import pytest
from django_q.models import OrmQ

from payments import services, tasks
from payments.models import Attempt, Payee
from payments.queries import balance
from payments.rails import RailNotSetUp, RailUnreachable, rail_named
from payments.services import MoveRefused, PayeeNotReady, SamePerson, WrongRail
from payments.services.sending import received_account
from payments.states import AttemptOutcome, PaymentState
from tests.payments.make import FINANCE, NOW, SECOND, later, make_due, make_payee, make_released

pytestmark = pytest.mark.django_db
S, O = PaymentState, AttemptOutcome  # noqa: E741
BOOM = (500, {"type": "api_error", "message": "boom"})


@pytest.fixture
def payee(double):
    """A payee who finished Stripe's pages."""
    payee = make_payee(Payee.State.PENDING, rail=Payee.Rail.STRIPE, country="US")
    services.begin_onboarding(payee, "https://example.org/back")
    payee.refresh_from_db()
    double.state.finish_onboarding(payee.stripe_account)
    return services.refresh_capability(payee)


def send(payment, at=NOW):
    services.send_attempt(payment.attempts.last().public_id, at)
    payment.refresh_from_db()
    return payment.state


class TestSettingUp:
    def test_the_payee_is_sent_to_stripes_own_pages(self, double):
        payee = make_payee(Payee.State.PENDING, rail=Payee.Rail.STRIPE, country="GB")
        first = services.begin_onboarding(payee, "https://example.org/back")
        payee.refresh_from_db()
        again = services.begin_onboarding(payee, "https://example.org/back")
        assert first.url.startswith("https://connect.stripe.test/") and first.url != again.url
        assert list(double.state.accounts) == [payee.stripe_account]

    def test_a_lost_answer_opens_no_second_account(self, double):
        payee = make_payee(Payee.State.PENDING, rail=Payee.Rail.STRIPE)
        double.faults.append("lost answer")
        with pytest.raises(RailUnreachable):
            services.begin_onboarding(payee, "https://example.org/back")
        services.begin_onboarding(payee, "https://example.org/back")
        assert len(double.state.accounts) == 1

    @pytest.mark.parametrize(
        ("status", "state", "words"),
        [
            ("active", Payee.State.READY, "can pay you"),
            ("pending", Payee.State.PENDING, "nothing to do"),
            ("restricted", Payee.State.RESTRICTED, "something more"),
            ("unsupported", Payee.State.RESTRICTED, "something more"),
        ],
    )
    def test_what_stripe_thinks_is_said_in_plain_words(self, payee, double, status, state, words):
        double.state.finish_onboarding(payee.stripe_account, status)
        assert services.refresh_capability(payee).state == state
        assert words in rail_named(payee.rail).capability(payee).words

    def test_before_any_account_it_says_what_to_do(self, double):
        capability = rail_named(Payee.Rail.STRIPE).capability(make_payee())
        assert (capability.state, "Set yourself up" in capability.words) == (Payee.State.PENDING, True)

    def test_stripe_away_is_said_plainly(self, payee, double):
        double.faults.append(BOOM)
        with pytest.raises(RailUnreachable, match="Try again"):
            services.refresh_capability(payee)

    def test_without_a_key_the_rail_says_so(self):
        with pytest.raises(RailNotSetUp, match="not set up"):
            services.begin_onboarding(make_payee(rail=Payee.Rail.STRIPE), "https://example.org/back")

    def test_a_key_makes_a_client(self, settings):
        settings.STRIPE_SECRET_KEY = "sk_test_local"
        assert rail_named(Payee.Rail.STRIPE).client

    def test_stripe_learns_one_random_id_and_a_country(self, payee, double, settings):
        opened = next(body for verb, path, body, _ in double.calls if path == "/v2/core/accounts")
        assert opened["metadata"] == {"id": payee.public_id}
        assert opened["identity"] == {"country": "us"}
        assert "contact_email" not in opened and "display_name" not in opened

    def test_a_contact_address_is_made_of_the_random_id(self, double, settings):
        settings.STRIPE_CONTACT_DOMAIN = "pay.example.org"
        payee = make_payee(rail=Payee.Rail.STRIPE)
        services.begin_onboarding(payee, "https://example.org/back")
        assert double.calls[0][2]["contact_email"] == f"{payee.public_id}@pay.example.org"


class TestSending:
    def test_the_key_is_stored_and_queued_before_anything_leaves(self, payee, double):
        payment = make_released(payee=payee)
        assert (payment.state, not double.state.transfers) == (S.RELEASED, True)
        assert [task.func() for task in OrmQ.objects.all()] == ["payments.tasks.send_attempt"]
        assert OrmQ.objects.get().args() == (payment.attempts.get().public_id,)

    def test_it_is_paid_with_one_random_id_and_nothing_else(self, payee, double):
        payment = make_released(payee=payee)
        assert send(payment) == S.PAID
        attempt = payment.attempts.get()
        *_, body, headers = double.calls[-1]
        assert body == {
            "amount": "32500",
            "currency": "usd",
            "destination": payee.stripe_account,
            "transfer_group": attempt.public_id,
            "metadata": {"id": attempt.public_id},
        }
        assert headers["idempotency-key"] == attempt.key
        assert balance(received_account(payment)) == 32_500

    def test_sending_again_changes_nothing(self, payee, double):
        payment = make_released(payee=payee)
        assert [send(payment), send(payment)] == [S.PAID, S.PAID]
        assert len(double.state.transfers) == 1

    @pytest.mark.parametrize("fault", ["lost request", "lost answer", BOOM])
    def test_an_unknown_result_stays_unknown_and_is_looked_up_first(self, payee, double, fault):
        payment = make_released(payee=payee)
        double.faults.append(fault)
        assert send(payment) == S.RELEASED
        assert payment.attempts.get().outcome == O.SENT
        double.calls.clear()
        assert send(payment, later(minutes=5)) == S.PAID
        assert double.calls[0][:2] == ("get", "/v1/transfers")
        assert len(double.state.transfers) == 1

    def test_a_late_retry_after_the_keys_are_gone_pays_once(self, payee, double):
        payment = make_released(payee=payee)
        double.faults.append("lost answer")
        send(payment)
        double.forget_keys()
        assert send(payment, later(hours=30)) == S.PAID
        assert len(double.state.transfers) == 1

    def test_while_the_look_up_fails_nothing_is_sent(self, payee, double):
        payment = make_released(payee=payee)
        double.faults += ["lost request", BOOM]
        send(payment)
        assert send(payment, later(hours=30)) == S.RELEASED
        assert not double.state.transfers

    def test_a_refusal_fails_and_a_retry_is_a_new_attempt(self, payee, double):
        double.state.balance["usd"] = 0
        payment = make_released(payee=payee)
        assert send(payment) == S.FAILED
        assert payment.attempts.get().reason == "balance_insufficient"
        double.state.balance["usd"] = 10**9
        services.retry_payment(payment, FINANCE, later(hours=1))
        services.retry_payment(payment, FINANCE, later(hours=1))
        assert send(payment, later(hours=1)) == S.PAID
        assert [a.outcome for a in payment.attempts.order_by("number")] == [O.REFUSED, O.ACCEPTED]
        assert len(double.state.transfers) == 1

    def test_what_goes_by_itself_has_no_reference_to_record(self, payee):
        with pytest.raises(WrongRail):
            services.record_transfer(make_released(payee=payee), "BANK-1", FINANCE, NOW)


class TestSecondPerson:
    def test_above_the_threshold_nothing_is_sent_before_the_second_yes(self, payee, double):
        payment = make_released(amount_minor=100_001, payee=payee)
        assert not OrmQ.objects.exists()
        assert send(payment) == S.RELEASED
        with pytest.raises(SamePerson):
            services.confirm_payment(payment, FINANCE, NOW)
        services.confirm_payment(payment, SECOND, NOW)
        services.confirm_payment(payment, SECOND, NOW)
        assert (OrmQ.objects.count(), send(payment)) == (1, S.PAID)

    def test_the_duty_is_a_first_person(self, payee):
        payment = make_due(amount_minor=100_001, payee=payee)
        services.release_all_due(NOW)
        services.confirm_payment(payment, FINANCE, NOW)
        assert send(payment) == S.PAID

    def test_below_it_there_is_nothing_to_confirm(self, payee):
        with pytest.raises(services.NothingToConfirm):
            services.confirm_payment(make_released(payee=payee), SECOND, NOW)


class TestResuming:
    def test_what_was_never_answered_is_queued_again_ever_later(self, payee, double):
        payment = make_released(payee=payee)
        double.faults += ["lost request"] * 3
        send(payment)
        assert services.resume_attempts(later(minutes=3)) == 0
        assert services.resume_attempts(later(minutes=4)) == 1
        send(payment, later(minutes=4))
        assert services.resume_attempts(later(minutes=11)) == 0
        assert services.resume_attempts(later(minutes=12)) == 1

    def test_the_wait_never_grows_beyond_some_hours(self, payee):
        payment = make_released(payee=payee)
        payment.attempts.update(outcome=O.SENT, sent_at=NOW, tries=200)
        assert services.resume_attempts(later(hours=6)) == 1

    def test_without_stripe_there_is_nothing_to_resume(self):
        make_released()
        assert services.resume_attempts(later(days=1)) == 0

    def test_what_waits_for_a_person_is_left_alone(self, payee):
        make_released(amount_minor=100_001, payee=payee)
        make_released()
        assert services.resume_attempts(later(days=1)) == 0

    def test_a_prepared_attempt_whose_task_was_lost_goes_out(self, payee):
        make_released(payee=payee)
        assert services.resume_attempts(later(minutes=2)) == 1


class TestComingBack:
    def test_a_reversal_brings_the_money_back_once_and_it_can_be_paid_again(self, payee, double):
        payment = make_released(payee=payee)
        send(payment)
        services.bring_back(payment, FINANCE, later(days=1))
        payment.refresh_from_db()
        assert (payment.state, payment.paid_at, balance(received_account(payment))) == (S.FAILED, None, 0)
        with pytest.raises(MoveRefused):
            services.bring_back(payment, FINANCE, later(days=1))
        services.retry_payment(payment, FINANCE, later(days=2))
        assert send(payment, later(days=2)) == S.PAID
        assert balance(received_account(payment)) == 32_500

    def test_a_lost_answer_to_a_reversal_is_looked_up(self, payee, double):
        payment = make_released(payee=payee)
        send(payment)
        double.faults.append("lost answer")
        services.bring_back(payment, FINANCE, NOW)
        payment.refresh_from_db()
        assert payment.state == S.FAILED

    def test_a_refused_reversal_changes_nothing(self, payee, double):
        payment = make_released(payee=payee)
        send(payment)
        double.faults += [BOOM, BOOM]
        services.bring_back(payment, FINANCE, NOW)
        payment.refresh_from_db()
        assert payment.state == S.PAID

    def test_a_returned_bank_transfer_is_recorded_the_same_way(self):
        payment = services.record_transfer(make_released(), "BANK-1", FINANCE, NOW)
        services.settle_payment(payment, FINANCE, NOW)
        services.bring_back(payment, SECOND, later(days=1))
        payment.refresh_from_db()
        assert (payment.state, payment.steps.last().by) == (S.FAILED, SECOND)


def test_the_worker_sends_by_public_id(payee):
    payment = make_released(payee=payee)
    tasks.send_attempt(payment.attempts.get().public_id)
    payment.refresh_from_db()
    assert payment.state == S.PAID


def test_a_release_needs_the_rail_to_be_ready(double):
    payee = make_payee(Payee.State.RESTRICTED, rail=Payee.Rail.STRIPE)
    with pytest.raises(PayeeNotReady):
        services.release_payment(make_due(payee=payee), FINANCE, NOW)
    assert not Attempt.objects.exists()
