"""A row of every class of data that goes by time, made so that its time began at a given moment."""

from collections.abc import Callable
from datetime import datetime
from itertools import count

from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session as WebSession
from django.db.models import Model
from django.http import QueryDict
from django_q.models import Task
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from network.common.models import Removal
from network.engagements.models import Contribution
from network.experts.disclosure import keep_note
from network.experts.models import DayOff, Profile, Reading
from network.notifications.models import Notice
from network.people.drafts import keep_draft
from network.people.models import EntryLink, JoinRequest, KeptDraft
from network.people.roles import Role
from network.people.safe_contact import SafeContact
from network.people.services.requests import ask_to_join
from network.safeguarding.models import Concern
from network.safeguarding.services import raise_concern
from payments.models import WebhookEvent
from payments.services import open_payee
from tests import factories
from tests.engagements import make

_numbers = count(1)


class World:
    """What the rows hang on: one expert with work that was held, and a member of staff."""

    def __init__(self):
        self.work = make.held()
        self.expert = self.work.profile
        self.staff = factories.user(Role.MANAGER)
        self.kind = ContentType.objects.get_for_model(Page)


def _number(world) -> str:
    return f"aged-{next(_numbers)}"


def _day_off(world, at):
    return DayOff.objects.get_or_create(profile=world.expert, date=at.date())[0]


def _draft(world, at):
    path = f"/{next(_numbers)}/"
    keep_draft(world.staff, path, QueryDict("words=half a thought"))
    KeptDraft.objects.filter(path=path).update(kept_at=at)
    return KeptDraft.objects.get(path=path)


def _request(answered: bool):
    def made(world, at):
        asked = ask_to_join(SafeContact("email", "somebody@example.org"))
        JoinRequest.objects.filter(pk=asked.pk).update(created_at=at, handled_at=at if answered else None)
        return asked

    return made


def _left(world, at):
    left = factories.expert(state=Profile.State.LEFT)
    payee = open_payee()
    payee.stripe_account = f"acct_{next(_numbers)}"
    payee.save()
    Profile.objects.filter(pk=left.pk).update(left_at=at, payee_ref=payee.public_id)
    return left


def _withdrawn_note(world, at):
    note = Contribution.objects.create(engagement=world.work, state="withdrawn", withdrawn_at=at)
    keep_note(world.expert, note.public_id, "words")
    return note


def _concern(world, at):
    concern = raise_concern(world.staff, "pay", False, "Words")
    Concern.objects.filter(pk=concern.pk).update(closed_at=at)
    return concern


def _removal(world, at):
    return Removal.objects.create(name=_number(world), day=at.date(), removed=1)


def _task(success: bool):
    def made(world, at):
        return Task.objects.create(
            id=_number(world), name="t", func="f", started=at, stopped=at, success=success
        )

    return made


def _page_log(world, at):
    return PageLogEntry.objects.create(
        content_type=world.kind, page=Page.objects.first(), label="x", action="wagtail.edit", timestamp=at
    )


MAKERS: dict[str, Callable[[World, datetime], Model]] = {
    "concerns": _concern,
    "days-off": _day_off,
    "devices": lambda world, at: UserSession.objects.create(
        user=world.staff, session_key=_number(world), ip="0.0.0.0", created_at=at
    ),
    "drafts": _draft,
    "editing-forms": lambda world, at: FormState.objects.create(
        user=world.staff, content_type=world.kind, object_id=_number(world), last_updated_at=at
    ),
    "editing-sessions": lambda world, at: EditingSession.objects.create(
        user=world.staff, content_type=world.kind, object_id="1", last_seen_at=at
    ),
    "entry-links": lambda world, at: EntryLink.objects.create(
        kind="recover", user=world.staff, expires_at=at
    ),
    "join-requests-answered": _request(True),
    "join-requests-unanswered": _request(False),
    "money": _left,
    "notes-withdrawn": _withdrawn_note,
    "notices": lambda world, at: Notice.objects.create(
        person=world.staff, event="concern.raised", subject_id="x", key=_number(world), at=at
    ),
    "object-log": lambda world, at: ModelLogEntry.objects.create(
        content_type=world.kind, object_id="1", label="x", action="wagtail.edit", timestamp=at
    ),
    "page-log": _page_log,
    "rail-events": lambda world, at: WebhookEvent.objects.create(
        event_id=_number(world), type="t", received_at=at, handled_at=at
    ),
    "readings": lambda world, at: Reading.objects.create(
        profile=world.expert,
        viewer="x",
        viewer_role="Finance",
        purpose="payout",
        fields="payout_details",
        at=at,
    ),
    "removals": _removal,
    "sessions": lambda world, at: WebSession.objects.create(
        session_key=_number(world), session_data="x", expire_date=at
    ),
    "tasks-done": _task(True),
    "tasks-failed": _task(False),
}
