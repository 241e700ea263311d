"""The expert's page of one session: the questions, what is off limits, and the way out in one tap."""

from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from network.common import clock
from network.common.moving import move
from network.engagements import services
from network.engagements.joining import way_to_join
from network.engagements.policies import can_be_held
from network.engagements.queries.access import own_session
from network.engagements.states import UNDER_WAY, SessionState
from network.people.access import allow
from network.people.roles import Role


@allow(Role.EXPERT)
@require_safe
def session(request, public_id):
    found = own_session(request.user, public_id)
    now = clock.now()
    context = {
        "session": found,
        "engagement": found.engagement,
        "how_to_join": way_to_join(found),
        "terms": found.engagement.invitation.terms,
        "off_limits": found.profile.off_topics.all(),
        "can_confirm": found.state == SessionState.PROPOSED and found.starts_at > now,
        "is_confirmed": found.state == SessionState.CONFIRMED,
        "can_be_held": can_be_held(found, now),
        "under_way": found.engagement.state in UNDER_WAY,
    }
    return render(request, "engagements/session.html", context)


@allow(Role.EXPERT)
@require_POST
def confirm(request, public_id):
    found = own_session(request.user, public_id)
    said = "The time is agreed. You can still say that it no longer suits."
    return move(
        request,
        lambda: services.confirm_session(found, request.user),
        ("engagements:session", public_id),
        said,
    )


@allow(Role.EXPERT)
@require_POST
def refuse(request, public_id):
    found = own_session(request.user, public_id)
    said = "The office will propose another of your times. This costs you nothing."
    return move(
        request,
        lambda: services.refuse_session(found, request.user),
        ("engagements:mine", found.engagement.public_id),
        said,
    )


@allow(Role.EXPERT)
@require_POST
def held(request, public_id):
    found = own_session(request.user, public_id)
    said = "Thank you. The office now confirms the work; if it says nothing, your pay is due by itself."
    return move(
        request,
        lambda: services.mark_held(found, request.user),
        ("engagements:mine", found.engagement.public_id),
        said,
    )
