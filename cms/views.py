"""What stands beside the pages: pictures, and what search engines and browsers ask for by themselves."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from cms.queries import page_at, public_paths
from network.people.access import public

YEAR = 365 * 24 * 3600


@public
@require_safe
def page(request: HttpRequest, address: str) -> HttpResponse:
    """A public page as its editors wrote it."""
    found = page_at(address)
    if found is None:
        raise Http404
    return found.serve(request)


@public
@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A rendition. Only their folder is served, never the originals; names are random and never used again."""
    try:
        file = default_storage.open(f"images/{name}")
    except (OSError, ValueError):
        raise Http404
    response = FileResponse(file)
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Only the public pages may be listed; what is not named here stays out, so that nothing can be forgotten."""
    return render(
        request,
        "cms/robots.txt",
        {"paths": public_paths(), "site": settings.SITE_URL},
        content_type="text/plain",
    )


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "cms/sitemap.xml",
        {"paths": public_paths(), "site": settings.SITE_URL},
        content_type="application/xml",
    )


@public
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this even where a page names its icon."""
    return redirect(static("icon.svg"), permanent=True)
