"""What every template may show: the navigation and the alias of who is signed in, never more about them."""

from django.http import HttpRequest

from network.common.rooms import mark_current, navigation

PUBLIC_PAGES = (
    ("Paid and protected", "/how-you-are-paid/"),
    ("Rates", "/rates/"),
    ("Open requests", "/requests/board/"),
    ("We asked, you said, we did", "/we-asked-you-said-we-did/"),
    ("For offices", "/for-offices/"),
    ("Ask to join", "/ask-to-join/"),
)


def rooms(request: HttpRequest) -> dict:
    """`room_nav`, `account_nav`, `public_nav` and `signed_in_as`, each worked out only when a template asks for it."""
    return {
        "room_nav": lambda: _room_nav(request),
        "account_nav": lambda: _room_nav(request, beside=True),
        "public_nav": lambda: mark_current(
            [{"label": label, "url": url, "current": False} for label, url in PUBLIC_PAGES], request.path
        ),
        "signed_in_as": lambda: getattr(getattr(request, "user", None), "alias", ""),
    }


def _room_nav(request: HttpRequest, *, beside: bool = False) -> list[dict]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    return navigation(user, user.roles, request.path, beside=beside)
