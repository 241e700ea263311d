"""The expert's room of invitations."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.common import clock
from network.common.moving import move
from network.common.pagination import page_of
from network.common.states import MoveRefused
from network.engagements import services
from network.engagements.forms import AcceptForm
from network.engagements.policies import can_answer
from network.engagements.queries.invitations import invitation_for, invitations_of
from network.engagements.record import record_of
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role


@allow(Role.EXPERT)
@require_safe
def invitations(request):
    page = page_of(invitations_of(request.user), request)
    return render(request, "engagements/invitations.html", {"page": page, "now": clock.now()})


@allow(Role.EXPERT)
@require_safe
def invitation(request, public_id):
    """Everything that accepting would agree to, before it is agreed."""
    found = invitation_for(request.user, public_id)
    context = {
        "invitation": found,
        "terms": found.terms,
        "can_answer": can_answer(found, clock.now()),
        "record": record_of(found.request.agency),
    }
    return render(request, "engagements/invitation.html", context)


@allow(Role.EXPERT)
def accept(request, public_id):
    """The check page: what is agreed once more, and the separate yes, off by default."""
    found = invitation_for(request.user, public_id)
    form = form_for(request, AcceptForm, language=request.user.language)
    if form.is_valid():
        try:
            agreed = services.accept_invitation(found, request.user, attend=form.cleaned_data["attend"])
        except (MoveRefused, services.NotFunded) as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("engagements:mine", agreed.public_id)
    context = {"form": form, "invitation": found, "can_answer": can_answer(found, clock.now())}
    return render(request, "engagements/accept.html", context)


@allow(Role.EXPERT)
@require_POST
def decline(request, public_id):
    found = invitation_for(request.user, public_id)
    said = "You said no to this invitation. The office is not told, and nothing changes for you."
    return move(
        request,
        lambda: services.decline_invitation(found, request.user),
        ("engagements:invitations",),
        said,
    )
