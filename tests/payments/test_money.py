import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.money import Money, MoneyError, ceil_div, exponent, format_money, parse_money, split

CURRENCIES = st.sampled_from(["USD", "GBP", "JPY", "UGX", "KWD", "IQD", "AFN"])


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (125_000, "USD", "$1,250.00"),
        (5, "JPY", "¥5"),
        (1_200, "KWD", "KWD1.200"),
        (1_200, "IQD", "IQD1.200"),
        (1_250, "AFN", "AFN12.50"),
        (3_125, "AUD", "A$31.25"),
        (-5, "GBP", "-£0.05"),
    ],
)
def test_amounts_are_shown_with_the_decimals_of_their_currency(amount, currency, shown):
    assert format_money(amount, currency) == shown


def test_money_prints_itself():
    assert str(Money(8_125, "USD")) == "$81.25"


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("1,250.00", "USD", 125_000), (" 81.25 ", "USD", 8_125), ("5", "JPY", 5), ("1.234", "KWD", 1_234)],
)
def test_typed_amounts_become_minor_units(text, currency, minor):
    assert parse_money(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency", "cure"),
    [
        ("abc", "USD", "digits"),
        ("", "USD", "digits"),
        ("1e5", "USD", "digits"),
        ("NaN", "USD", "digits"),
        ("12.345", "USD", "2 decimal places"),
        ("1.5", "JPY", "0 decimal places"),
        ("99999999999999999", "USD", "too large"),
    ],
)
def test_what_is_not_an_amount_is_refused_with_its_cure(text, currency, cure):
    with pytest.raises(MoneyError, match=cure):
        parse_money(text, currency)


@given(st.integers(0, 10**12), CURRENCIES)
def test_what_is_typed_plainly_comes_back_exactly(minor, currency):
    digits = str(minor).rjust(exponent(currency) + 1, "0")
    places = exponent(currency)
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    assert parse_money(text, currency) == minor


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any))
def test_shares_sum_to_the_whole_and_stay_within_one_unit_of_exact(total, weights):
    shares = split(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        exact_floor = total * weight // sum(weights)
        assert exact_floor <= share <= exact_floor + 1


@given(st.integers(0, 10**9), st.integers(1, 20))
def test_equal_weights_differ_by_one_unit_at_most(total, seats):
    shares = split(total, [1] * seats)
    assert max(shares) - min(shares) <= 1
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (5, []), (5, [0, 0]), (5, [2, -1])])
def test_an_impossible_split_is_refused(total, weights):
    with pytest.raises(ValueError):
        split(total, weights)


@given(st.integers(0, 10**12), st.integers(1, 10**6))
def test_rounding_up_never_loses_a_unit(numerator, denominator):
    assert 0 <= ceil_div(numerator, denominator) * denominator - numerator < denominator
