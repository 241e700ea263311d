"""How long each side has, from the timing reference; all but the silence are calendar time."""

from datetime import timedelta

ANSWER_WINDOW = timedelta(days=5)  # answer_window
REMIND_ANSWER = timedelta(hours=24)  # before the window ends: proposed
REMIND_SESSION = timedelta(hours=48)  # attendee_list_before: who attends is known by then
SILENCE_WORKING_DAYS = 5  # payment_release_after_completion
UNMARKED = timedelta(days=1)  # then a session nobody marked counts as held: proposed
REMOVE_EVERYWHERE = timedelta(days=14)  # withdrawal of a contribution, DOMAIN
PAY_AT_THE_LATEST = timedelta(days=14)  # payment_hard_limit
LOOK_AHEAD = timedelta(days=14)  # how far times are offered once a request's own dates are over: proposed
