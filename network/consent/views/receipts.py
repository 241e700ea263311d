"""Receipts: the list of every yes and no, and one receipt to read or to keep."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.common.documents import as_pdf
from network.common.pagination import page_of
from network.consent import queries
from network.consent.receipts import as_file, readable
from network.people.access import allow
from network.people.discretion import NEUTRAL_NAME, is_discreet
from network.people.roles import Role


@allow(Role.EXPERT)
@require_safe
def receipts(request):
    page = page_of(queries.ledger_of(request.user), request)
    context = {"page": page, "receipts": queries.receipts_for(request.user, page)}
    return render(request, "consent/receipts.html", context)


@allow(Role.EXPERT)
@require_safe
def receipt(request, record):
    agreement = queries.agreement_for(request.user, record)
    controller = NEUTRAL_NAME if is_discreet(request) else settings.SITE_NAME
    context = {"agreement": agreement, "document": readable(request.user, agreement, controller)}
    return render(request, "consent/receipt.html", context)


@allow(Role.EXPERT)
@require_safe
def pdf(request, record):
    agreement = queries.agreement_for(request.user, record)
    document = readable(request.user, agreement, settings.SITE_NAME)
    return _file(as_pdf(document), "application/pdf", "document.pdf")


@allow(Role.EXPERT)
@require_safe
def json_ld(request, record):
    agreement = queries.agreement_for(request.user, record)
    return _file(as_file(request.user, agreement), "application/ld+json", "document.json")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    """To be kept, under a name that says nothing to whoever sees the folder."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
