"""What an office does with recommendations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.agencies.queries import own_official
from network.common import clock
from network.common.moving import move
from network.common.pagination import page_of
from network.common.states import MoveRefused
from network.outcomes import services
from network.outcomes.forms import (
    AnswerForm,
    ChooseNotesForm,
    ClaimForm,
    FilterForm,
    ProgressForm,
    RecommendationForm,
)
from network.outcomes.policies import may_answer_for, may_work_on
from network.outcomes.queries.access import (
    of_own_office,
    recommendation_for_official,
    request_for_recommending,
)
from network.outcomes.queries.measures import Scope, measure
from network.outcomes.queries.notes import notes_of, read_notes, requests_with_notes
from network.outcomes.queries.record import owed_by, record_line
from network.outcomes.queries.register import in_state, register_line
from network.outcomes.states import CHECKABLE, CLAIMABLE, UNANSWERED, UNDER_WAY, RecommendationState
from network.outcomes.statistics import Audience
from network.outcomes.words import read_disputes
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role


@allow(Role.OFFICIAL)
@require_safe
def recommendations(request: HttpRequest) -> HttpResponse:
    """What experts recommended to this office."""
    form = FilterForm(request.GET)
    found = of_own_office(request.user).filter(in_state(form.chosen().get("state", "")))
    page, now = page_of(found, request), clock.now()
    rows = [(each, *each.shown_state(now)) for each in page]
    official = own_official(request.user)
    may_write = may_answer_for(official, official.agency_id)
    return render(
        request,
        "outcomes/recommendations.html",
        {"page": page, "rows": rows, "form": form, "may_write": may_write},
    )


@allow(Role.OFFICIAL)
@require_safe
def choose_request(request: HttpRequest) -> HttpResponse:
    """Which request a new recommendation comes from."""
    page = page_of(requests_with_notes(request.user), request)
    return render(request, "outcomes/choose_request.html", {"page": page})


@allow(Role.OFFICIAL)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, request_id: str) -> HttpResponse:
    """First which notes to build on, by `?note=`; then the recommendation, written beside only those."""
    consultation = request_for_recommending(request.user, request_id)
    notes = notes_of(request.user, consultation)
    choice = ChooseNotesForm(_chosen(request), notes=notes)
    if not choice.is_valid():
        context = {"form": choice, "notes": notes, "consultation": consultation}
        return render(request, "outcomes/choose_notes.html", context)
    notes = [note for note in notes if note.contribution.public_id in choice.cleaned_data["note"]]
    form = form_for(request, RecommendationForm, notes=notes, initial=_first_words(consultation, notes))
    if request.method == "POST" and form.is_valid():
        made = _try(
            form, lambda: services.propose_recommendation(**_wanted(request, consultation, notes, form))
        )
        if made:
            messages.success(request, "The recommendation is recorded. The time to answer it has begun.")
            return redirect("outcomes:recommendation", made.public_id)
    context = {"form": form, "read": read_notes(request.user, notes), "consultation": consultation}
    return render(request, "outcomes/new.html", context)


@allow(Role.OFFICIAL)
@require_safe
def recommendation(request: HttpRequest, public_id: str) -> HttpResponse:
    """One recommendation, its story, and what can be done now."""
    found = recommendation_for_official(request.user, public_id)
    mine = may_work_on(own_official(request.user), found)
    context = {
        "recommendation": found,
        "line": register_line(found, clock.now()),
        "may_acknowledge": mine and found.state == RecommendationState.PROPOSED,
        "may_answer": mine and found.state in UNANSWERED,
        "may_report": mine and found.state in UNDER_WAY,
        "may_claim": mine and found.state in CLAIMABLE,
        "disputes": read_disputes(found, request.user) if found.state in CHECKABLE else [],
    }
    return render(request, "outcomes/recommendation.html", context)


@allow(Role.OFFICIAL)
@require_POST
def acknowledge(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that it was read."""
    found = recommendation_for_official(request.user, public_id)
    to = ("outcomes:recommendation", public_id)
    return move(request, lambda: services.acknowledge(found, own_official(request.user)), to)


@allow(Role.OFFICIAL)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Yes, partly or no, with the reason."""
    return _step(
        request, public_id, AnswerForm, services.answer, "outcomes/answer.html", "Your answer is recorded."
    )


@allow(Role.OFFICIAL)
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was done since."""
    return _step(
        request,
        public_id,
        ProgressForm,
        services.note_progress,
        "outcomes/progress.html",
        "Your note is recorded.",
    )


@allow(Role.OFFICIAL)
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, public_id: str) -> HttpResponse:
    """The claim that it is done, with the text before and after."""
    said = "Recorded. The experts can now check the change."
    return _step(request, public_id, ClaimForm, services.claim_done, "outcomes/done.html", said)


@allow(Role.OFFICIAL)
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """How well this office answers, and what experts are told about it."""
    agency = own_official(request.user).agency
    context = {
        "agency": agency,
        "owed": owed_by(agency.pk),
        "measured": measure(Scope(agency), Audience.INSIDE),
        "withheld": Audience.INSIDE.withheld,
        "told": record_line(agency),
    }
    return render(request, "outcomes/record.html", context)


def _step(
    request: HttpRequest, public_id: str, form_class, service, template: str, said: str
) -> HttpResponse:
    """A form about one recommendation: the cleaned fields are the service's arguments."""
    found = recommendation_for_official(request.user, public_id)
    form = form_for(request, form_class)
    official = own_official(request.user)
    sent = request.method == "POST" and form.is_valid()
    if sent and _try(form, lambda: service(found, official, **form.cleaned_data)):
        messages.success(request, said)
        return redirect("outcomes:recommendation", public_id)
    line = register_line(found, clock.now())
    return render(request, template, {"form": form, "recommendation": found, "line": line})


def _try(form, act):
    """The result of `act`, or None with its refusal on the form."""
    try:
        return act()
    except (MoveRefused, services.NotCitable) as refused:
        form.add_error(None, str(refused))
        return None


def _wanted(request: HttpRequest, consultation, notes, form) -> dict:
    fields = dict(form.cleaned_data)
    chosen = set(fields.pop("contributions"))
    cited = [note.contribution for note in notes if note.contribution.public_id in chosen]
    return {"request": consultation, "official": own_official(request.user), "contributions": cited, **fields}


def _chosen(request: HttpRequest) -> QueryDict | None:
    """Which notes were chosen: in the address, or by a form that was sent without it. None before the choice."""
    if "read" in request.GET:
        return request.GET
    if request.method != "POST":
        return None
    chosen = QueryDict(mutable=True)
    chosen.setlist("note", request.POST.getlist("contributions"))
    return chosen


def _first_words(consultation, notes) -> dict:
    document = ", ".join(filter(None, [consultation.document_title, consultation.document_version]))
    chosen = [note.contribution.public_id for note in notes]
    return {"document": document, "pillar": consultation.pillar, "contributions": chosen}
