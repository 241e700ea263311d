"""What the worker runs: public ids in, one service each, safe to run twice."""

from payments import conf, services


def send_attempt(public_id: str) -> None:
    services.send_attempt(public_id, conf.now())


def handle_event(public_id: str) -> None:
    services.handle_event(public_id, conf.now())
