"""Who may open a view. Every view says so with one of these three; a guard in the tests holds it to that."""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib.auth.views import redirect_to_login
from django.http import Http404

from network.people.drafts import keep_draft, page_of
from network.people.roles import Role

View = Callable


def public(view: View) -> View:
    """Anybody, signed in or not."""
    view.allowed = "public"
    return view


def signed_in(view: View) -> View:
    """Any signed-in person, in whatever role."""
    return _guard(view, "signed_in", lambda user: True)


def allow(*roles: Role) -> Callable[[View], View]:
    """Only people who hold one of `roles`; to other signed-in people the page does not exist."""
    return lambda view: _guard(view, frozenset(roles), lambda user: not user.roles.isdisjoint(roles))


def confirmed(view: View) -> View:
    """Only just after the person confirmed that it is them; stands under one of the three above.

    What was being sent is kept as after an idle end: allauth's own way would leave it readable in the session.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if did_recently_reauthenticate(request):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            keep_draft(request.user, page_of(request), request.POST)
        ways = get_adapter(request).get_reauthentication_methods(request.user)
        return redirect_to_login(page_of(request), login_url=ways[0]["url"])

    return guarded


def _guard(view: View, allowed, may: Callable) -> View:
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    guarded.allowed = allowed
    return guarded
