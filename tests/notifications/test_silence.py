"""Who is not to be reached now gets no mail, whatever they agreed to; what waits stays inside."""

import pytest
import time_machine

from network.notifications import silence
from network.notifications.choices import agrees
from network.notifications.models import Notice
from network.notifications.services import notify
from network.notifications.services.delivery import deliver_notices
from network.people.roles import Role
from tests.notifications.helpers import HERON, reachable

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(silence, "_SILENT", [])
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
        yield


@pytest.mark.parametrize("role", [Role.EXPERT, Role.MANAGER])
def test_one_reason_is_enough_and_reaches_nobody_else(role, mailoutbox):
    quiet, other = reachable(HERON, role), reachable(HERON, role)
    silence.register_silence(lambda person: False)
    silence.register_silence(lambda person: person == quiet)
    for person in (quiet, other):
        notify(person, "request_published", "subject-1")
    assert (agrees(quiet), agrees(other)) == (False, True)
    assert deliver_notices() == 1 and len(mailoutbox) == 1
    assert Notice.objects.filter(read_at=None, event="request_published").count() == 2
