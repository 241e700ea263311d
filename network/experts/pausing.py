"""What a pause means. Every promise on the page is one line here, and one test in tests/experts/test_pause.py."""

from network.experts.models import Profile
from network.people.models import User

# What stops, as the expert reads it, by the name of the test that shows it.
STOPS = {
    "draws": "You are in no draw.",
    "invitations": "No office can invite you. Invitations that wait for your answer end like a no.",
    "times": "No office sees times when you are free.",
    "disclosure": "No office sees anything about you, not even one you work with.",
    "words": "No public page shows words of yours, or your name.",
    "mails": "We send you no message, whatever happens. What waits for you waits here.",
    "reminders": "Nobody reminds you of anything.",
}


def wants_silence(person: User) -> bool:
    """Whether this person is an expert who paused, or who waits to leave."""
    quiet = (Profile.State.PAUSED, Profile.State.LEAVING)
    return Profile.objects.filter(user=person, state__in=quiet).exists()
