"""The note of what the expert said: hers to read, agree, change or take back."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from network.common.moving import move
from network.common.states import MoveRefused
from network.consent.purposes import Purpose
from network.consent.texts import text_for
from network.engagements import services
from network.engagements.forms import AgreeForm, ChangesForm
from network.engagements.queries.access import own_contribution
from network.engagements.states import ContributionState
from network.experts.disclosure import own_note
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role


@allow(Role.EXPERT)
def note(request, public_id):
    """Read it; while it waits, agree to it."""
    found = own_contribution(request.user, public_id)
    form = form_for(request, AgreeForm, language=request.user.language)
    if form.is_valid():
        try:
            services.agree_note(found, request.user, quote=form.cleaned_data["quote"])
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("engagements:note", public_id)
    context = {
        "note": found,
        "engagement": found.engagement,
        "words": own_note(found.engagement.profile, found.public_id),
        "form": form,
        "record": text_for(Purpose.RECORD, request.user.language),
        "waits": found.state == ContributionState.SENT,
        "can_withdraw": found.state in (ContributionState.AGREED, ContributionState.SENT),
    }
    return render(request, "engagements/note.html", context)


@allow(Role.EXPERT)
def changes(request, public_id):
    found = own_contribution(request.user, public_id)
    form = form_for(request, ChangesForm)
    if form.is_valid():
        try:
            services.ask_changes(found, request.user, form.cleaned_data["words"])
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("engagements:note", public_id)
    context = {
        "form": form,
        "note": found,
        "words": own_note(found.engagement.profile, found.public_id),
    }
    return render(request, "engagements/changes.html", context)


@allow(Role.EXPERT)
@require_POST
def withdraw(request, public_id):
    found = own_contribution(request.user, public_id)
    said = "The note is withdrawn. It is used no more. Your pay stays as it is."
    return move(
        request,
        lambda: services.withdraw_note(found, request.user),
        ("engagements:note", public_id),
        said,
    )
