"""Pages that an editor timed go live and come down by themselves."""

from io import StringIO

from django.core.management import call_command
from wagtail.models import Page, Revision

from network.common import clock


def publish_on_time() -> int:
    """Publish and take down what is due; returns how many pages that was."""
    now = clock.now()
    due = Revision.page_revisions.filter(approved_go_live_at__lt=now).count()
    over = Page.objects.live().filter(expire_at__lt=now).count()
    call_command("publish_scheduled", stdout=StringIO())
    return due + over
