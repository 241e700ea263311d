"""Can two kinds of requests be told apart by how long they take? Measured, not argued."""

import gc
import random
import time
from collections.abc import Callable

SAME = (0.35, 0.65)  # An area of 0.5 is a coin's guess; 1 or 0 tells the two apart every time.
TRIES = 100  # Of each: 200 interleaved.
ROUNDS = 3


def area(first: list[float], second: list[float]) -> float:
    """The chance that a try of `second` took longer than one of `first`, ties by half (area under the ROC curve)."""
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    above, rank = 0.0, 0
    while rank < len(ranked):
        tied = [side for value, side in ranked[rank:] if value == ranked[rank][0]]
        above += sum(tied) * (rank + (len(tied) + 1) / 2)
        rank += len(tied)
    return (above - len(second) * (len(second) + 1) / 2) / (len(first) * len(second))


def measured(first: Callable, second: Callable, tries: int = TRIES) -> float:
    """The area for `tries` of each, interleaved in random order, so that a busy machine slows both alike."""
    turns = [0, 1] * tries
    random.shuffle(turns)
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(5):
        first()
        second()
    gc.collect()
    gc.disable()
    try:
        for side in turns:
            took[side].append((first, second)[side]())
    finally:
        gc.enable()
    return area(*took)


def assert_same(first: Callable, second: Callable) -> None:
    """Nobody can tell the two apart; where it seems so, more tries are made before it counts."""
    areas = _measured_until(True, first, second)
    assert SAME[0] <= areas[-1] <= SAME[1], areas


def assert_told_apart(first: Callable, second: Callable) -> None:
    """The control: the two are told apart, with no more tries than `assert_same` makes."""
    areas = _measured_until(False, first, second)
    assert not SAME[0] <= areas[-1] <= SAME[1], areas


def _measured_until(same: bool, first: Callable, second: Callable) -> list[float]:
    areas: list[float] = []
    for round_ in range(ROUNDS):
        areas.append(measured(first, second, TRIES * 2**round_))
        if (SAME[0] <= areas[-1] <= SAME[1]) is same:
            break
    return areas


def seconds(work: Callable) -> float:
    """How long `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
