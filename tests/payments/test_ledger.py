import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payments.ids import new_id
from payments.models import Account, Line, Movement
from payments.queries import balance, trial_balance
from payments.services.ledger import Entry, KeyReused, Unbalanced, account, post
from tests.payments.make import NOW, later, make_payment

pytestmark = pytest.mark.django_db
Kind = Account.Kind
CURRENCIES = st.sampled_from(["USD", "JPY", "KWD"])


@pytest.fixture
def pair():
    return account(Kind.AVAILABLE, "a", "USD"), account(Kind.RESERVED, "a", "USD")


def move(pair, amount, key=None, at=NOW):
    return post(key or new_id(), [Entry(pair[0], -amount), Entry(pair[1], amount)], at)


def test_a_movement_is_posted_once_under_its_key(pair):
    first = move(pair, 500, "key")
    assert move(pair, 500, "key", later(hours=1)) == first
    assert (Movement.objects.count(), balance(pair[1])) == (1, 500)


def test_a_key_belongs_to_its_lines_for_good(pair):
    move(pair, 500, "key")
    with pytest.raises(KeyReused):
        move(pair, 501, "key")
    assert balance(pair[1]) == 500


def test_a_lost_race_for_a_key_finds_the_winner(pair, monkeypatch):
    winner = move(pair, 500, "key")
    looks = iter([Movement.objects.none(), Movement.objects.filter(key="key")])
    monkeypatch.setattr(Movement.objects, "filter", lambda **_: next(looks))
    assert move(pair, 500, "key") == winner
    assert Line.objects.count() == 2


@pytest.mark.parametrize("amounts", [(-5, 4), (5,), (), (0, 0), (5, -5, 0)])
def test_lines_that_do_not_balance_are_refused(pair, amounts):
    with pytest.raises(Unbalanced):
        post("key", [Entry(pair[0], amount) for amount in amounts], NOW)


def test_what_the_database_refuses_for_another_reason_is_not_taken_for_a_race(pair):
    nobody = Account(pk=0, kind=Kind.RESERVED, owner="x", currency="USD")
    with pytest.raises(IntegrityError), transaction.atomic():
        post("key", [Entry(pair[0], -5), Entry(nobody, 5)], NOW)
        connection.check_constraints()
    assert not Movement.objects.exists()


def test_currencies_balance_each_by_itself(pair):
    pounds = account(Kind.RESERVED, "a", "GBP")
    with pytest.raises(Unbalanced):
        post("key", [Entry(pair[0], -5), Entry(pounds, 5)], NOW)


def test_balances_are_known_at_any_past_time(pair):
    move(pair, 500)
    move(pair, 200, at=later(days=1))
    assert [balance(pair[1], at) for at in (later(seconds=-1), NOW, later(days=1), None)] == [
        0,
        500,
        700,
        700,
    ]
    assert {row["kind"]: row["amount_minor"] for row in trial_balance(NOW)} == {
        "available": -500,
        "reserved": 500,
    }


class TestTheDatabaseItselfRefuses:
    """Nothing here goes through our services: the triggers alone must hold."""

    def write(self, *lines, key="raw"):
        movement = Movement(key=key, at=NOW)
        Line.objects.bulk_create(
            Line(movement=movement, account=acct, amount_minor=amount, currency=currency)
            for acct, amount, currency in lines
        )
        movement.save(force_insert=True)
        return movement

    def test_an_unbalanced_movement(self, pair):
        with pytest.raises(IntegrityError, match="balances"), transaction.atomic():
            self.write((pair[0], -5, "USD"), (pair[1], 4, "USD"))

    def test_a_movement_with_too_few_lines(self, pair):
        with pytest.raises(IntegrityError, match="balances"), transaction.atomic():
            self.write()

    def test_a_line_in_another_currency_than_its_account(self, pair):
        with pytest.raises(IntegrityError, match="currency"), transaction.atomic():
            self.write((pair[0], -5, "GBP"), (pair[1], 5, "GBP"))

    def test_another_line_for_a_sealed_movement(self, pair):
        movement = move(pair, 5)
        with pytest.raises(IntegrityError, match="sealed"), transaction.atomic():
            Line.objects.create(movement=movement, account=pair[0], amount_minor=5, currency="USD")

    def test_a_line_whose_movement_never_comes(self, pair):
        with pytest.raises(IntegrityError), transaction.atomic():
            Line.objects.create(movement_id="nobody", account=pair[0], amount_minor=5, currency="USD")
            connection.check_constraints()

    @pytest.mark.parametrize("table", ["movement", "line", "step"])
    @pytest.mark.parametrize("statement", ["UPDATE payments_{} SET id = id", "DELETE FROM payments_{}"])
    def test_changes_and_deletions(self, table, statement):
        make_payment()
        with (
            pytest.raises(IntegrityError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(table))

    def test_an_account_that_changes_hands(self, pair):
        with pytest.raises(IntegrityError), transaction.atomic():
            Account.objects.filter(pk=pair[0].pk).update(owner="b")

    @pytest.mark.parametrize("table", ["movement", "line", "step"])
    def test_truncation(self, table):
        if connection.vendor != "postgresql":
            pytest.skip("SQLite has no TRUNCATE")
        with (
            pytest.raises(IntegrityError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"TRUNCATE payments_{table} CASCADE")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.integers(0, 3),
            st.integers(1, 10**9),
            st.sampled_from(["USD", "JPY", "KWD"]),
        ),
        max_size=8,
    )
)
def test_any_history_of_movements_sums_to_zero_in_every_currency(history):
    with transaction.atomic():
        for source, target, amount, currency in history:
            accounts = [account(Kind.CLEARING, f"owner-{i}", currency) for i in (source, target)]
            post(new_id(), [Entry(accounts[0], -amount), Entry(accounts[1], amount)], NOW)
        totals = {}
        for row in trial_balance():
            totals[row["currency"]] = totals.get(row["currency"], 0) + row["amount_minor"]
        assert not any(totals.values())
        transaction.set_rollback(True)
