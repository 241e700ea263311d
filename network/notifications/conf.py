"""How often a mail is tried, and how much of it is too much."""

from datetime import timedelta

MAX_ATTEMPTS = 5
BACKOFF = timedelta(minutes=5)  # Doubled with each attempt: 5, 10, 20, 40, 80 minutes.
ONE_MAIL_PER = timedelta(hours=1)
