"""The official's pages about their own office's people and their own word."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.agencies import queries, services
from network.agencies.forms import CodeForm, ColleagueForm
from network.agencies.policies import may_commit
from network.common import clock
from network.common.pagination import page_of
from network.common.states import MoveRefused
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role


@allow(Role.OFFICIAL)
@require_safe
def our_people(request):
    own = queries.own_official(request.user)
    context = {
        "own": own,
        "page": page_of(queries.officials_of(own.agency), request),
        "may_invite": may_commit(own),
        "today": clock.now().date(),
    }
    return render(request, "agencies/our_people.html", context)


@allow(Role.OFFICIAL)
def invite(request):
    own = queries.own_official(request.user)
    form = form_for(request, ColleagueForm)
    if form.is_valid():
        try:
            services.invite_official(own, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The invitation is on its way. The link in it works for 7 days.")
            return redirect("agencies:our_people")
    return render(request, "agencies/invite.html", {"form": form, "own": own})


@allow(Role.OFFICIAL)
@require_POST
def resend(request, public_id):
    """A new link for a colleague who has not joined yet."""
    own = queries.own_official(request.user)
    colleague = queries.official_for(request.user, public_id)
    try:
        services.invite_again(own, colleague)
    except MoveRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "A new link is on its way. It works for 7 days.")
    return redirect("agencies:our_people")


@allow(Role.OFFICIAL)
def code_of_conduct(request):
    own = queries.own_official(request.user)
    form = form_for(request, CodeForm)
    if form.is_valid():
        services.sign_code(own)
        messages.success(request, "You have signed the code of conduct.")
        return redirect("agencies:our_people")
    return render(request, "agencies/code_of_conduct.html", {"form": form, "own": own})
