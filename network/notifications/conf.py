"""How often a mail is tried, how much of it is too much, and how long a confirmed contact may be used."""

from datetime import timedelta

MAX_ATTEMPTS = 5
BACKOFF = timedelta(minutes=5)  # Doubled with each attempt: 5, 10, 20, 40, 80 minutes.
ONE_MAIL_PER = timedelta(hours=1)

# A household changes: the question whether a way is still safe comes back, and silence ends it.
CONFIRM_EVERY_MONTHS = 6
SILENCE_ENDS_AFTER = timedelta(days=30)
TEST_VALID = timedelta(days=7)
MAX_TRIES = 5  # Wrong numbers typed before a new test is needed: one in 200,000 is a guess.
