"""Pages of long lists."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PER_PAGE = 25


def page_of(queryset, request: HttpRequest, per_page: int = PER_PAGE) -> Page:
    """The page that `?page=` asks for; the nearest one that exists when it is out of range or no number."""
    return Paginator(queryset, per_page).get_page(request.GET.get("page"))
