"""What everybody may see: requests, never people."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.common.pagination import page_of
from network.consultations import queries
from network.consultations.forms import BoardFilter
from network.consultations.terms import terms_of
from network.people.access import public

CARDS = 15


@public
@require_safe
def board(request):
    filters = BoardFilter(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {"show": "", "pillar": ""}
    page = page_of(queries.board(chosen["show"], chosen["pillar"]), request, per_page=CARDS)
    return render(request, "consultations/board.html", {"page": page, "filters": filters})


@public
@require_safe
def board_request(request, public_id):
    consultation = queries.public_request(public_id)
    # Who attends may be a name; the public learns how many.
    attending = len(consultation.attendees.all())
    terms = terms_of(consultation) | {"attendees": []}
    context = {"consultation": consultation, "terms": terms, "attending": attending}
    return render(request, "consultations/board_request.html", context)
