"""What the pages promise is what the code does: a rule that changes must change the words, and the other way round."""

import re
from datetime import timedelta

import pytest
from django.conf import settings

from cms.loading import FOLDER
from network.consultations.checks import NOTICE_DAYS
from network.engagements import cancellation
from network.engagements import clocks as work
from network.outcomes import clocks as answers
from network.safeguarding import clocks as concerns
from network.safeguarding.states import ConcernState


def said(page: str) -> str:
    return re.sub(r"\s+", " ", (FOLDER / f"{page}.yaml").read_text())


@pytest.mark.parametrize(
    ("rule", "page", "words"),
    [
        (
            timedelta(hours=48) == cancellation.FULL_PAY_UNDER,
            "how-you-are-paid",
            "cancels less than 48 hours before",
        ),
        (timedelta(days=7) == cancellation.HALF_PAY_UNDER, "how-you-are-paid", "cancels 2 to 7 days before"),
        (cancellation.EARLY_PERCENT == 10, "how-you-are-paid", "You are paid a tenth."),
        (work.SILENCE_WORKING_DAYS == 5, "how-you-are-paid", "says nothing for five working days"),
        (timedelta(days=14) == work.REMOVE_EVERYWHERE, "how-you-are-paid", "Within 14 days"),
        (timedelta(hours=48) == cancellation.FULL_PAY_UNDER, "for-offices", "less than 48 hours before"),
        (
            timedelta(days=7) == cancellation.HALF_PAY_UNDER,
            "for-offices",
            "2 to 7 days before, half; earlier, a tenth",
        ),
        (work.SILENCE_WORKING_DAYS == 5, "for-offices", "after five working days without word"),
        (NOTICE_DAYS == 10, "for-offices", "Allow 10 working days"),
        (timedelta(days=14) == answers.ACKNOWLEDGE, "for-offices", "within 14 days"),
        (timedelta(days=60) == answers.ANSWER, "for-offices", "within 60"),
        (timedelta(days=90) == answers.PROGRESS_EVERY, "for-offices", "every 90 days"),
        (concerns.WORKING_DAYS[ConcernState.OPEN] == 2, "talk-to-a-person", "within 2 working days"),
        (timedelta(hours=4) == concerns.URGENT, "talk-to-a-person", "within 4 hours"),
        (settings.IDLE_MINUTES == 15, "leave-safely", "nothing for 15 minutes"),
    ],
)
def test_a_number_on_a_page_is_the_number_in_the_code(rule, page, words):
    assert rule and words in said(page)


UNWANTED = r"victim|rescue|vulnerable|suffer|horr|trauma|voiceless|shadow|nightmare|(?<!supply )chains|candidate|resource"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_tone_is_equal(path):
    assert re.findall(UNWANTED, path.read_text(), re.IGNORECASE) == []
