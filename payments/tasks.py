"""What the worker runs: public ids in, one service each, safe to run twice."""

from django.utils import timezone

from payments import services


def send_attempt(public_id: str) -> None:
    services.send_attempt(public_id, timezone.now())


def handle_event(public_id: str) -> None:
    services.handle_event(public_id, timezone.now())
