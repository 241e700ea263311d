"""How I am paid: sealed here, opaque in payments, read by finance alone and never unseen."""

import pytest
from django.urls import reverse

from network.audit.models import Entry
from network.experts.models import Profile
from network.experts.own import own_payout_details
from network.experts.payees import payee_for
from network.people.roles import Role
from network.vault import services as vault
from payments import conf
from payments.models import Payee
from tests import factories

pytestmark = pytest.mark.django_db
DETAILS = "Example Bank\nAccount 12345678"


@pytest.fixture
def expert():
    made = factories.expert()
    vault.discard(made.public_id, "payout_details")
    return made


@pytest.fixture
def client(sign_in, expert):
    return sign_in(expert.user, confirmed=True)


def save(client, details=DETAILS):
    return client.post(reverse("experts:pay_to"), {"details": details})


def payee(expert):
    expert.refresh_from_db()
    return Payee.objects.get(public_id=expert.payee_ref)


def test_the_first_details_can_be_paid_to_at_once(client, expert):
    assert client.get(reverse("experts:pay")).url == reverse("experts:pay_to")
    save(client)
    assert (
        own_payout_details(expert) == DETAILS.replace("\n", "\r\n") or own_payout_details(expert) == DETAILS
    )
    assert (payee(expert).state, payee(expert).held_until) == (Payee.State.READY, None)
    assert b"Account 12345678" in client.get(reverse("experts:pay")).content


def test_changed_details_let_payments_rest_72_hours_and_the_page_says_so(client, expert):
    save(client)
    save(client, "Another bank")
    assert payee(expert).held_until is not None
    assert b"payments rest until" in client.get(reverse("experts:pay")).content


def test_the_same_details_again_do_not(client, expert):
    save(client, "Same")
    save(client, "Same")
    assert payee(expert).held_until is None


def test_one_payee_however_often_it_is_needed(expert):
    stale = Profile.objects.get(pk=expert.pk)
    assert payee_for(expert).public_id == payee_for(stale).public_id
    assert Payee.objects.count() == 1


def test_nothing_about_money_is_in_the_audit_log_but_that_it_changed(client, expert):
    save(client)
    assert not any("Bank" in str(entry.detail) for entry in Entry.objects.all())


def test_nothing_typed_is_an_error_with_its_cure(client):
    assert b"Write where your money should go" in save(client, "").content


def test_stripe_is_offered_only_where_it_is_set_up(client, settings):
    settings.STRIPE_SECRET_KEY = ""
    assert client.get(reverse("experts:pay")).url == reverse("experts:pay_to")
    page = client.post(reverse("experts:pay_stripe"), {"country": "ke"})
    assert b"Paying by Stripe is not set up here" in page.content
    settings.STRIPE_SECRET_KEY = "sk_test_x"
    assert conf.stripe_secret_key() and client.get(reverse("experts:pay")).url == reverse("experts:pay_how")


def test_a_country_is_two_letters(client):
    assert b"Enter two letters" in client.post(reverse("experts:pay_stripe"), {"country": "Kenya"}).content


@pytest.mark.parametrize("name", ["pay", "pay_to", "pay_stripe"])
def test_where_money_goes_is_shown_and_changed_only_after_confirming_who_it_is(sign_in, expert, name):
    client, page = sign_in(expert.user), reverse(f"experts:{name}")
    asked = f"{reverse('account_reauthenticate')}?next={page}"
    assert client.get(page).url == asked
    assert client.post(page, {"details": DETAILS, "country": "KE"}).url == asked
    assert own_payout_details(expert) == "" and not Payee.objects.exists()


class TestFinance:
    @pytest.fixture
    def page(self, expert, client):
        save(client)
        return reverse("experts:payout_details", args=[payee(expert).public_id])

    @pytest.fixture
    def finance(self, sign_in):
        return sign_in(factories.user(Role.FINANCE), confirmed=True)

    def test_opening_the_page_shows_nothing_and_logs_nothing(self, finance, page, expert):
        assert b"Example Bank" not in finance.get(page).content
        assert not expert.readings.exists()

    def test_with_a_reason_it_is_shown_once_and_the_expert_reads_why(self, finance, client, page, expert):
        shown = finance.post(page, {"reason": "Transfer of today"})
        assert b"Example Bank" in shown.content and b"Transfer" not in page.encode()
        looked = client.get(reverse("rights:who_looked")).content.decode()
        assert all(
            words in looked
            for words in ("Finance", "Where your money goes", "Paying you", "Transfer of today")
        )
        assert b"Example Bank" not in finance.get(page).content, "going back asks again"

    def test_finance_confirms_who_it_is_first(self, sign_in, page, expert):
        person = factories.user(Role.FINANCE)
        answer = sign_in(person).post(page, {"reason": "Transfer of today"})
        assert answer.url == f"{reverse('account_reauthenticate')}?next={page}"
        assert not expert.readings.exists()

    def test_without_a_reason_nothing_is_shown(self, finance, page, expert):
        answer = finance.post(page, {"reason": " "})
        assert b"Say why you need it" in answer.content and b"Example Bank" not in answer.content
        assert not expert.readings.exists()

    def test_an_unknown_payee_is_not_there(self, finance):
        assert finance.get(reverse("experts:payout_details", args=["nobody"])).status_code == 404

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.FINANCE])
    def test_nobody_else_has_the_page(self, sign_in, page, role, expert):
        other = sign_in(factories.user(role))
        assert other.get(page).status_code == 404
        assert other.post(page, {"reason": "why"}).status_code == 404
        assert not expert.readings.exists()
