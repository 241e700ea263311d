"""The official's page that ends the work, with what it costs beside the button."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render

from network.agencies.queries import own_official
from network.common import clock
from network.common.states import MoveRefused
from network.engagements import services
from network.engagements.queries.access import office_engagement
from network.engagements.services.ending import owed_on_cancelling
from network.engagements.states import UNDER_WAY
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role


class CancelForm(forms.Form):
    """Carries the sum that was shown, so that the button never does another one."""

    shown_minor = forms.IntegerField(widget=forms.HiddenInput)


@allow(Role.OFFICIAL)
def cancel(request, public_id):
    engagement = office_engagement(request.user, public_id)
    form = form_for(request, CancelForm)
    if form.is_valid():
        try:
            services.cancel_engagement(
                engagement, own_official(request.user), form.cleaned_data["shown_minor"]
            )
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The work is cancelled. What you owe the expert is due now.")
            return redirect("engagements:office_one", public_id)
    context = {
        "form": form,
        "engagement": engagement,
        "owed": owed_on_cancelling(engagement, clock.now()),
        "agreed": engagement.agreements.last(),
        "under_way": engagement.state in UNDER_WAY,
    }
    return render(request, "engagements/cancel.html", context)
