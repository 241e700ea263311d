"""What is public of the pages."""

from wagtail.models import Page

# The first page's slug: part of every page's path in the tree, and of no address.
HOME = "public-home"


def page_at(address: str) -> Page | None:
    """The live page at an address, like "rates/"; two queries.

    Wagtail's own way takes six, to allow for several sites and for private pages. Here there is one site, and no page
    can be private (PublicPage.private_page_options).
    """
    page = Page.objects.live().filter(url_path=f"/{HOME}/{address}").first()
    return page and page.specific


def public_paths() -> list[str]:
    """The addresses of all live pages, like "/rates/", the first page first. One query."""
    pages = Page.objects.live().filter(url_path__startswith=f"/{HOME}/").order_by("path")
    return [path_of(path) for path in pages.values_list("url_path", flat=True)]


def path_of(url_path: str) -> str:
    """The address of the page at this place in Wagtail's tree, like "/rates/"."""
    return url_path.removeprefix(f"/{HOME}")
