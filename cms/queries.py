"""What is public of the pages."""

from wagtail.models import Page, Site


def public_paths() -> list[str]:
    """The addresses of all live pages, like "/rates/", the first page first. Two queries."""
    root = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if root is None:
        return []
    pages = Page.objects.live().public().descendant_of(root.root_page, inclusive=True)
    start = len(root.root_page.url_path) - 1
    return [url_path[start:] for url_path in pages.values_list("url_path", flat=True)]
