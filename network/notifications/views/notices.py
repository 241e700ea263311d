from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.common.pagination import page_of
from network.notifications import queries
from network.notifications.services import mark_all_read, mark_read
from network.people.access import signed_in


@signed_in
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """All notices of the person, newest first."""
    page = page_of(queries.notices_of(request.user), request)
    page.object_list = [queries.as_shown(notice) for notice in page.object_list]
    return render(
        request, "notifications/notices.html", {"page": page, "unread": queries.unread_count(request.user)}
    )


@signed_in
@require_POST
def open_notice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Mark one as read and go to its page, if it has one."""
    notice = queries.notice_for(request.user, public_id)
    mark_read(request.user, notice)
    return redirect(queries.as_shown(notice).url or "notifications:notices")


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    mark_all_read(request.user)
    return redirect("notifications:notices")
