"""The draw depends on the seed and the set alone."""

import hashlib
import hmac
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from network.matching.draw import chance_of, commitment_of, new_seed, order_by_seed

sets = st.lists(st.text("abcdefghijk-_", min_size=1, max_size=16), unique=True, min_size=1, max_size=40)


@given(st.text(min_size=1), sets, st.randoms())
def test_the_order_of_the_rows_changes_nothing(seed, references, random):
    shuffled = references.copy()
    random.shuffle(shuffled)
    assert order_by_seed(seed, shuffled) == order_by_seed(seed, references)


@given(st.text(min_size=1), sets)
def test_the_same_seed_gives_the_same_panel_and_loses_nobody(seed, references):
    drawn = order_by_seed(seed, references)
    assert drawn == order_by_seed(seed, references)
    assert sorted(drawn) == sorted(references)


@given(st.text(min_size=1), sets)
def test_who_leaves_the_set_changes_nobody_elses_place(seed, references):
    drawn = order_by_seed(seed, references)
    without = drawn.pop(0)
    assert order_by_seed(seed, [each for each in references if each != without]) == drawn


def test_anybody_can_check_it_with_common_tools():
    """As `printf %s REF | openssl dgst -sha256 -hmac SEED` does."""
    references = ["one", "two", "three"]
    by_hand = sorted(references, key=lambda ref: hmac.new(b"seed", ref.encode(), hashlib.sha256).hexdigest())
    assert order_by_seed("seed", references) == by_hand
    assert commitment_of("seed") == hashlib.sha256(b"seed").hexdigest()


def test_the_recorded_chance_is_the_real_one():
    """Chi-square of 20,000 draws of 3 from 10 against the recorded chance; 27.88 is the 0.1 % point at 9 degrees."""
    references, rounds = [f"ref-{n}" for n in range(10)], 20_000
    hits = Counter()
    for n in range(rounds):
        hits.update(order_by_seed(f"fixed-{n}", references)[:3])
    expected = rounds * chance_of(3, 10)
    # Draws without replacement vary less than independent ones: the statistic is scaled by (1 - 3/10) * 10/9.
    statistic = sum((hits[ref] - expected) ** 2 / expected for ref in references) / (0.7 * 10 / 9)
    assert statistic < 27.88


def test_chances_and_seeds():
    assert chance_of(3, 2) == 1.0
    assert chance_of(1, 4) == 0.25
    assert chance_of(1, 0) == 0.0
    assert len({new_seed() for _ in range(100)}) == 100
    assert len(new_seed()) == 64
