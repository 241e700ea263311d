"""Who may open a page about money: whoever holds the Django permission. To others it does not exist."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]

VIEW = "payments.view_finance"
RELEASE = "payments.release_payment"
CONFIRM = "payments.confirm_payment"


def permission(name: str) -> Callable[[View], View]:
    """Open the view to holders of the permission; 404 to other people, sign-in to nobody."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.has_perm(name):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.allowed = name
        return guarded

    return decorate


def public(view: View) -> View:
    """Anybody; said aloud, so that a guard can tell it from a forgotten decorator."""
    view.allowed = "public"
    return view


def person(request: HttpRequest) -> str:
    """The opaque reference under which the signed-in person's acts are written."""
    return str(getattr(request.user, "public_id", request.user.pk))
