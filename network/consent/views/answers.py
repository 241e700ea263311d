"""My privacy: what an expert has agreed to, and the one page on which each answer is given or taken back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from network.common.pagination import page_of
from network.consent import queries, services
from network.consent.forms import AnswerForm
from network.consent.policies import State
from network.consent.purposes import AudienceKind
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role

SAID = {
    State.OFF: "It is off from now on. Here is what that ended.",
    State.RESTING: "Your yes is saved. It does not count yet: in three days we ask you once more.",
    State.ON: "Your answer is saved.",
}


@allow(Role.EXPERT)
@require_safe
def home(request):
    page = page_of(queries.own_audiences(request.user), request)
    context = {
        "standing": queries.standing_groups(request.user),
        "own": queries.groups_for(request.user, list(page)),
        "page": page,
        **queries.standing_now(request.user),
    }
    return render(request, "consent/home.html", context)


@allow(Role.EXPERT)
def question(request, purpose, kind, ref=""):
    asked = queries.question_for(request.user, purpose, kind, ref)
    form = form_for(request, AnswerForm, question=asked)
    if request.method == "POST" and form.is_valid():
        services.answer(request.user, asked, form.yes, form.until_months)
        now = queries.question_for(request.user, purpose, kind, ref)
        messages.success(request, SAID.get(now.state, SAID[State.ON]))
        if asked.grant and not now.grant:
            return redirect("consent:receipt", asked.grant.record)
        return redirect("consent:home")
    return render(request, "consent/question.html", {"question": asked, "form": form})


@allow(Role.EXPERT)
def first(request, purpose):
    """One of the first questions; the answer leads to the next, the last one to the check of all answers."""
    asked = queries.question_for(request.user, purpose, AudienceKind.NETWORK)
    form = form_for(request, AnswerForm, question=asked)
    if request.method == "POST" and form.is_valid():
        services.answer(request.user, asked, form.yes, form.until_months)
        return _next_of(asked.purpose)
    number = queries.FIRST.index(asked.purpose) + 1
    context = {"question": asked, "form": form, "number": number, "of": len(queries.FIRST)}
    return render(request, "consent/question.html", context)


@allow(Role.EXPERT)
@require_safe
def check(request):
    return render(request, "consent/check.html", {"questions": queries.first_questions(request.user)})


def _next_of(purpose):
    later = queries.FIRST[queries.FIRST.index(purpose) + 1 :]
    return redirect("consent:first", later[0]) if later else redirect("consent:check")
