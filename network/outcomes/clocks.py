"""How long each side of a recommendation has. Calendar days; the proposals of the timing reference in docs/outcomes.md."""

from datetime import timedelta

ACKNOWLEDGE = timedelta(days=14)
ANSWER = timedelta(days=60)
PROGRESS_EVERY = timedelta(days=90)
VERIFY = timedelta(days=30)
