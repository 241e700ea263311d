"""Copies that were asked back: the expert reads who has answered, the office reads what it is to delete."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.agencies.queries import own_official
from network.common import clock
from network.common.pagination import page_of
from network.consent import office, queries, recalls
from network.people.access import allow
from network.people.roles import Role


@allow(Role.EXPERT)
@require_safe
def asked_back(request):
    return render(
        request, "consent/asked_back.html", {"page": page_of(queries.recalls_of(request.user), request)}
    )


@allow(Role.OFFICIAL)
@require_safe
def to_delete(request):
    page = page_of(office.recalls_for(request.user), request)
    context = {"page": page, "asked": office.in_words(page), "now": clock.now()}
    return render(request, "consent/to_delete.html", context)


@allow(Role.OFFICIAL)
@require_POST
def deleted(request, public_id):
    recall = office.recall_for(request.user, public_id)
    recalls.acknowledge(recall, own_official(request.user))
    messages.success(request, "Thank you. It is noted that your office has deleted it.")
    return redirect("consent:to_delete")
