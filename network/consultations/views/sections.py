"""One page for each section of a request. Every button saves what can be saved."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from network.agencies.queries import own_official
from network.common.states import MoveRefused
from network.consultations import queries, services
from network.consultations.forms import (
    AttendeesForm,
    DecisionForm,
    FundForm,
    QuestionsForm,
    UsesForm,
    WhatForm,
    WorkForm,
)
from network.consultations.policies import may_edit, may_fund
from network.consultations.pricing import Unpriced, price_of
from network.consultations.sections import BY_SLUG
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role

WORD_FORMS = {"what": WhatForm, "decision": DecisionForm, "work": WorkForm, "uses": UsesForm}


@allow(Role.OFFICIAL)
def section(request, public_id, slug):
    """Save and go back to the task list, or save for later, or change the rows of a list and stay."""
    consultation, own = _editable(request, public_id)
    form = _form(request, consultation, slug)
    if form.is_valid() and _saved(form, consultation, own, slug):
        return _next_page(request, public_id, slug)
    context = {
        "consultation": consultation,
        "section": BY_SLUG[slug],
        "form": form,
        **_beside(consultation, slug),
    }
    return render(request, f"consultations/sections/{TEMPLATES.get(slug, 'words')}.html", context)


TEMPLATES = {"work": "work", "questions": "questions", "attendees": "attendees"}


def _next_page(request, public_id, slug):
    do = request.POST.get("do")
    if not do:
        return redirect("consultations:request", public_id)
    page = reverse("consultations:section", args=[public_id, slug])
    return redirect(page + AFTER.get(do, ""))


# Where on the page a button leads; the rest lead to its top.
AFTER = {"add": "?another=yes", "price": "#pay"}


def _editable(request, public_id):
    """The request and who changes it; what cannot be changed has no form, so it does not exist."""
    consultation, own = queries.request_for(request.user, public_id), own_official(request.user)
    if not may_edit(own, consultation):
        raise Http404
    return consultation, own


def _form(request, consultation, slug):
    partial = "do" in request.POST or "later" in request.POST
    if slug in WORD_FORMS:
        return form_for(request, WORD_FORMS[slug], instance=consultation, partial=partial)
    if slug == "questions":
        rows = [{"question": question.text} for question in consultation.questions.all()]
        return form_for(request, QuestionsForm, rows=[*rows, *_blank(request, rows)], partial=partial)
    if slug == "attendees":
        rows = [{"who": person.who, "why": person.why} for person in consultation.attendees.all()]
        return form_for(request, AttendeesForm, rows=[*rows, *_blank(request, rows)], partial=partial)
    raise Http404


def _blank(request, rows) -> list[dict]:
    """A row to type in: always one when there is none, another when it was asked for."""
    return [] if rows and "another" not in request.GET else [{"question": "", "who": "", "why": ""}]


def _saved(form, consultation, own, slug) -> bool:
    try:
        if slug == "questions":
            services.save_questions(consultation, own, form.texts())
        elif slug == "attendees":
            services.save_attendees(consultation, own, form.people())
        else:
            services.save_fields(consultation, own, **form.changes())
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _beside(consultation, slug) -> dict:
    """What a section shows beside its form."""
    if slug == "work":
        return priced(consultation)
    return {}


def priced(consultation) -> dict:
    """The saved request's price, or why there is none yet."""
    try:
        return {"price": price_of(consultation)}
    except Unpriced as refused:
        return {"unpriced": str(refused)}


@allow(Role.OFFICIAL)
def funds(request, public_id):
    """An approver promises the money; others see what is needed."""
    consultation, own = _editable(request, public_id)
    context = {"consultation": consultation, "section": BY_SLUG["funds"], **priced(consultation)}
    if may_fund(own, consultation) and "price" in context:
        total = context["price"].fund
        form = form_for(request, FundForm, least_minor=total.total_minor, currency=total.currency)
        if form.is_valid() and _committed(form, consultation, own):
            return redirect("consultations:request", public_id)
        context["form"] = form
    return render(request, "consultations/sections/funds.html", context)


def _committed(form, consultation, own) -> bool:
    data = form.cleaned_data
    try:
        services.commit_fund(
            consultation, own, kind=data["kind"], reference=data["reference"], amount_minor=data["amount"]
        )
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True
