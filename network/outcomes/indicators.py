"""What is measured, as data: shown beside each figure, versioned, computed by `queries.measures` and nowhere else."""

from typing import Literal, NamedTuple


class Indicator(NamedTuple):
    """`formula` in words, `n` what the figure rests on. A change of the formula is a new version."""

    slug: str
    name: str
    formula: str
    n: str
    unit: Literal["days", "share"]
    version: int = 1


DAYS_TO_ACCEPT = Indicator(
    "days_to_accept",
    "Days to accept",
    "Whole days from sending an invitation to the expert's yes; the middle value (median). Only experts who want to be counted.",
    "accepted invitations",
    "days",
    version=2,
)
DAYS_TO_PAY = Indicator(
    "days_to_pay",
    "Days to pay",
    "Whole days from pay falling due to the transfer; the middle value (median).",
    "payments made",
    "days",
)
ANSWERED_IN_TIME = Indicator(
    "answered_in_time",
    "Answered in time",
    "Recommendations answered within 60 days, of all that were answered or whose 60 days are over.",
    "recommendations answered or overdue",
    "share",
)
ADOPTION = Indicator(
    "adoption",
    "Adoption",
    "Recommendations accepted wholly or in part, of all that were decided.",
    "recommendations decided",
    "share",
)
VERIFIED = Indicator(
    "verified",
    "Verified change",
    "Recommendations whose change a contributor has verified, of all that were accepted wholly or in part.",
    "recommendations accepted",
    "share",
)
INDICATORS = (DAYS_TO_ACCEPT, DAYS_TO_PAY, ANSWERED_IN_TIME, ADOPTION, VERIFIED)
