"""Plays several stories at once, each step at its own moment, in the order of time."""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta

from network.common import clock

Story = Iterator[datetime]


def play(stories: list[Story]) -> int:
    """Run the stories to their ends or to the present. A story yields the moment at which it wants to go on.

    Returns how many steps were played; a step whose moment lies ahead stays unplayed.
    """
    present, steps = clock.now(), 0
    waiting = [
        (moment, number, story) for number, story in enumerate(stories) if (moment := next(story, None))
    ]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] < present:
        moment, number, story = heapq.heappop(waiting)
        with clock.standing_at(moment):
            following = next(story, None)
        steps += 1
        if following:
            heapq.heappush(waiting, (max(following, moment + timedelta(seconds=1)), number, story))
    return steps
