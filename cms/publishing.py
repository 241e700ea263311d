"""Pages that an editor timed go live and come down by themselves."""

from io import StringIO

from django.core.management import call_command
from wagtail.models import Page


def publish_on_time() -> int:
    """Publish and take down what is due, by Wagtail's own clock; returns how many pages went up or came down."""
    before = _live()
    call_command("publish_scheduled", stdout=StringIO())
    return len(before ^ _live())


def _live() -> set[int]:
    return set(Page.objects.live().values_list("pk", flat=True))
