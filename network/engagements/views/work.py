"""The expert's own work: what comes next, the agreement, who may know, and the way out."""

from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from network.common import clock
from network.common.moving import move
from network.common.pagination import page_of
from network.consent import ledger
from network.consent.purposes import Purpose
from network.consent.texts import text_for
from network.engagements import services
from network.engagements.models import Engagement
from network.engagements.progress import COLOURS, next_for_expert, stages_of
from network.engagements.queries.access import engagement_for, own_engagement
from network.engagements.queries.facts import facts_of
from network.engagements.queries.work import work_of
from network.engagements.services.common import audience_of
from network.engagements.states import UNDER_WAY
from network.people.access import allow
from network.people.roles import Role


@allow(Role.EXPERT)
@require_safe
def work(request):
    page = page_of(work_of(request.user), request)
    now = clock.now()
    cards = [
        {
            "facts": facts,
            "next": next_for_expert(facts, now),
            "colour": COLOURS[facts.engagement.state],
        }
        for facts in facts_of(page.object_list)
    ]
    return render(request, "engagements/work.html", {"page": page, "cards": cards})


@allow(Role.EXPERT)
@require_safe
def mine(request, public_id):
    engagement = own_engagement(request.user, public_id)
    [facts] = facts_of([engagement])
    context = {
        "engagement": engagement,
        "facts": facts,
        "stages": stages_of(facts),
        "next": next_for_expert(facts, clock.now()),
        "colour": COLOURS[engagement.state],
        "under_way": engagement.state in UNDER_WAY,
        "shown": _is_shown(engagement),
        "attend": text_for(Purpose.ATTEND, request.user.language),
    }
    return render(request, "engagements/mine.html", context)


def _is_shown(engagement: Engagement) -> bool:
    return ledger.allows(engagement.profile.user, Purpose.ATTEND, audience_of(engagement))


@allow(Role.EXPERT, Role.OFFICIAL)
@require_safe
def agreement(request, public_id):
    """What both sides agreed, in every version, for both sides alike."""
    engagement = engagement_for(request.user, public_id)
    versions = list(engagement.agreements.select_related("agency_agreed_by").order_by("-version"))
    back = "engagements:mine" if engagement.profile.user == request.user else "engagements:office_one"
    context = {"engagement": engagement, "versions": versions, "terms": versions[0].terms, "back": back}
    return render(request, "engagements/agreement.html", context)


@allow(Role.EXPERT)
@require_POST
def stop(request, public_id):
    engagement = own_engagement(request.user, public_id)
    said = "You stopped. Your full pay is due now. Nobody asks you why."
    return move(
        request,
        lambda: services.stop_engagement(engagement, request.user),
        ("engagements:mine", public_id),
        said,
    )


@allow(Role.EXPERT)
@require_POST
def show(request, public_id):
    engagement = own_engagement(request.user, public_id)
    said = "The office may now know that you attend. You can take this back here at any time."
    return move(
        request,
        lambda: services.show_to_office(engagement, request.user),
        ("engagements:mine", public_id),
        said,
    )


@allow(Role.EXPERT)
@require_POST
def hide(request, public_id):
    engagement = own_engagement(request.user, public_id)
    said = "The office no longer sees who attends. Your work and your pay stay as they are."
    return move(
        request,
        lambda: services.hide_from_office(engagement, request.user),
        ("engagements:mine", public_id),
        said,
    )
