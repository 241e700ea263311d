"""The double is only worth something if it refuses what Stripe refuses."""

import pytest
import stripe

from tests.stripe_double import StripeDouble, signed_event
from tests.stripe_double.events import sign
from tests.stripe_double.routes import find_route, routes


@pytest.fixture
def double():
    return StripeDouble()


@pytest.fixture
def client(double):
    return stripe.StripeClient("sk_test_local", http_client=double, max_network_retries=0)


@pytest.fixture
def account(client, double):
    account = client.v2.core.accounts.create({"dashboard": "express"}).id
    double.state.finish_onboarding(account)
    return account


def pay(client, account, amount=500, key="key", **extra):
    params = {"amount": amount, "currency": "usd", "destination": account, "transfer_group": "group", **extra}
    return client.v1.transfers.create(params, {"idempotency_key": key})


def test_the_contract_is_the_whole_sdk():
    assert len(routes()) > 500
    assert find_route("post", "/v1/transfers").params.name == "TransferCreateParams"
    assert find_route("get", "/v1/nonsense") is None


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ({"amuont": 1}, "unknown parameter: amuont"),
        ({"amount": "much"}, "Invalid amount"),
        ({"source_type": "shells"}, "Invalid source_type"),
    ],
)
def test_what_the_contract_forbids_is_refused(client, account, extra, message):
    with pytest.raises(stripe.InvalidRequestError, match=message):
        pay(client, account, **extra)


def test_what_the_contract_requires_must_be_there(client):
    with pytest.raises(stripe.InvalidRequestError, match="Missing required param: destination"):
        client.v1.transfers.create({"amount": 1, "currency": "usd"})


def test_a_key_answers_once_and_only_for_its_request(client, account, double):
    assert pay(client, account).id == pay(client, account).id
    assert len(double.state.transfers) == 1
    with pytest.raises(stripe.IdempotencyError):
        pay(client, account, amount=501)


def test_keys_may_be_forgotten(client, account, double):
    pay(client, account)
    double.forget_keys()
    pay(client, account)
    assert len(double.state.transfers) == 2


@pytest.mark.parametrize(("fault", "made"), [("lost request", 0), ("lost answer", 1)])
def test_lost_calls(client, account, double, fault, made):
    double.faults.append(fault)
    with pytest.raises(stripe.APIConnectionError):
        pay(client, account)
    assert len(double.state.transfers) == made


def test_an_injected_error_is_answered(client, account, double):
    double.faults.append((500, {"type": "api_error", "message": "boom"}))
    with pytest.raises(stripe.APIError):
        pay(client, account)


def test_money_is_remembered(client, account, double):
    double.state.balance["usd"] = 600
    transfer = pay(client, account)
    with pytest.raises(stripe.InvalidRequestError, match="insufficient"):
        pay(client, account, key="other")
    client.v1.transfers.reversals.create(transfer.id)
    assert client.v1.transfers.retrieve(transfer.id).reversed
    assert double.state.balance["usd"] == 600
    assert [t.id for t in client.v1.transfers.list({"transfer_group": "group"}).data] == [transfer.id]
    assert client.v1.transfers.list({"transfer_group": "other"}).data == []


def test_an_account_receives_nothing_before_it_is_set_up(client):
    account = client.v2.core.accounts.create({"dashboard": "express"}).id
    with pytest.raises(stripe.InvalidRequestError, match="cannot receive"):
        pay(client, account)


def test_signatures_are_stripes_own():
    body, header = signed_event("transfer.created", {"id": "tr_1", "object": "transfer"}, "whsec")
    assert stripe.Webhook.construct_event(body, header, "whsec").type == "transfer.created"
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body, sign(body, "other"), "whsec")
