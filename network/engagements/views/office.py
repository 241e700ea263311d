"""The official's room of work with experts."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.agencies.policies import may_write
from network.agencies.queries import own_official
from network.common import clock
from network.common.moving import move
from network.common.pagination import page_of
from network.common.states import MoveRefused
from network.engagements import services
from network.engagements.forms import NoteForm
from network.engagements.joining import way_to_join
from network.engagements.policies import can_be_held
from network.engagements.progress import COLOURS, next_for_office, stages_of
from network.engagements.queries.access import (
    office_contribution,
    office_draw,
    office_engagement,
    office_request,
    office_session,
)
from network.engagements.queries.facts import facts_of
from network.engagements.queries.names import known_of, names_for
from network.engagements.queries.needs import needs_for_office
from network.engagements.queries.notes import notes_for_office, read_for_office, wish_of
from network.engagements.queries.seats import board_of
from network.engagements.queries.work import requests_with_seats, work_of_office
from network.engagements.services.contributions import NOTABLE
from network.engagements.states import UNDER_WAY, EngagementState, SessionState
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role

SHOWN_REQUESTS = 25


@allow(Role.OFFICIAL)
@require_safe
def office(request):
    own = own_official(request.user)
    page = page_of(work_of_office(own.agency), request)
    names, now = names_for(page.object_list, own.agency), clock.now()
    rows = [
        {
            "engagement": facts.engagement,
            "name": names[facts.engagement.pk],
            "next": next_for_office(facts, now),
            "colour": COLOURS[facts.engagement.state],
        }
        for facts in facts_of(page.object_list)
    ]
    looking = requests_with_seats(own.agency)[:SHOWN_REQUESTS]
    return render(request, "engagements/office.html", {"page": page, "rows": rows, "looking": looking})


@allow(Role.OFFICIAL)
@require_safe
def seats(request, public_id):
    """Agreed or open, and nothing between."""
    consultation = office_request(request.user, public_id)
    own = own_official(request.user)
    board = board_of(consultation)
    names = names_for(board.agreed, own.agency)
    context = {
        "consultation": consultation,
        "board": board,
        "rows": [{"engagement": seat, "name": names[seat.pk] if seat else ""} for seat in board.rows],
        "may_write": may_write(own),
    }
    return render(request, "engagements/seats.html", context)


@allow(Role.OFFICIAL)
@require_POST
def send(request, public_id):
    """Send the invitations of a draw."""
    draw = office_draw(request.user, public_id)
    own = own_official(request.user)
    said = "The invitations are sent. Experts have 5 days to answer."
    return move(
        request,
        lambda: services.send_invitations(draw, own),
        ("engagements:seats", draw.request.public_id),
        said,
    )


@allow(Role.OFFICIAL)
@require_safe
def office_one(request, public_id):
    engagement = office_engagement(request.user, public_id)
    [facts] = facts_of([engagement])
    session, now = facts.session, clock.now()
    context = {
        "engagement": engagement,
        "facts": facts,
        "stages": stages_of(facts),
        "next": next_for_office(facts, now),
        "colour": COLOURS[engagement.state],
        "known": known_of(engagement),
        "how_to_join": way_to_join(session) if session else "",
        "notes": notes_for_office(facts),
        "may_write": may_write(own_official(request.user)),
        "can_propose": engagement.state == EngagementState.AGREED and not session,
        "can_take_back": session is not None and session.state == SessionState.PROPOSED,
        "can_be_held": session is not None and can_be_held(session, now),
        "can_complete": engagement.state == EngagementState.DELIVERED,
        "can_note": engagement.state in NOTABLE,
        "under_way": engagement.state in UNDER_WAY,
    }
    return render(request, "engagements/office_one.html", context)


@allow(Role.OFFICIAL)
@require_safe
def needs(request, public_id):
    """What to know before meeting the expert, read once each time this is opened."""
    engagement = office_engagement(request.user, public_id)
    context = {"engagement": engagement, "needs": needs_for_office(request.user, engagement)}
    return render(request, "engagements/needs.html", context)


@allow(Role.OFFICIAL)
@require_safe
def read_note(request, public_id):
    """What an expert said and agreed to, read once each time this is opened."""
    note = office_contribution(request.user, public_id)
    context = {"engagement": note.engagement, "read": read_for_office(request.user, note)}
    return render(request, "engagements/read_note.html", context)


@allow(Role.OFFICIAL)
@require_POST
def take_back(request, public_id):
    session = office_session(request.user, public_id)
    own = own_official(request.user)
    return move(
        request,
        lambda: services.take_back_session(session, own),
        ("engagements:office_one", session.engagement.public_id),
        "The time is taken back. Propose another one.",
    )


@allow(Role.OFFICIAL)
@require_POST
def office_held(request, public_id):
    session = office_session(request.user, public_id)
    return move(
        request,
        lambda: services.mark_held(session, request.user),
        ("engagements:office_one", session.engagement.public_id),
        "Noted. Confirm the work, and the pay is due at once.",
    )


@allow(Role.OFFICIAL)
@require_POST
def complete(request, public_id):
    engagement = office_engagement(request.user, public_id)
    own = own_official(request.user)
    return move(
        request,
        lambda: services.complete_engagement(engagement, own),
        ("engagements:office_one", public_id),
        "The work is confirmed and the pay is on its way.",
    )


@allow(Role.OFFICIAL)
def write_note(request, public_id):
    """Write the first note of a piece of work."""
    return _note_page(request, office_engagement(request.user, public_id), None)


@allow(Role.OFFICIAL)
def rewrite_note(request, public_id):
    """Write a note again, as the expert asked."""
    note = office_contribution(request.user, public_id)
    return _note_page(request, note.engagement, note)


def _note_page(request, engagement, note):
    form = form_for(request, NoteForm)
    if form.is_valid():
        try:
            services.send_note(engagement, own_official(request.user), form.cleaned_data["text"], note)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The note is with the expert. You can read it here once it is agreed.")
            return redirect("engagements:office_one", engagement.public_id)
    context = {"form": form, "engagement": engagement, "wish": wish_of(note) if note else ""}
    return render(request, "engagements/write_note.html", context)
