"""The public pages as the project writes them, from cms/site/*.yaml."""

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.editors import grant_editors
from cms.models import AnsweredPage, ContactPage, ContentPage, HomePage, LoadedPage, RatesPage
from cms.models.pages import PublicPage
from cms.queries import HOME

FOLDER = Path(__file__).parent / "site"
TYPES = {model.__name__: model for model in (HomePage, ContentPage, ContactPage, RatesPage, AnsweredPage)}
STREAMS = {"body", "beside"}


class Written(NamedTuple):
    """A page as its file has it."""

    model: type[PublicPage]
    slug: str
    fields: dict
    digest: str


class Loaded(NamedTuple):
    """How many pages were made, brought up to date, and left as they are."""

    made: int
    updated: int
    left: int


@transaction.atomic
def load_site() -> Loaded:
    """Make the pages that are missing, and follow the files on those that no editor has touched.

    A page that an editor changed is left alone, and so is one that was deleted by hand. Safe to run again and again.
    """
    known = {loaded.slug: loaded for loaded in LoadedPage.objects.select_related("page")}
    done = [_load(page, known.get(page.slug)) for page in written_pages()]
    grant_editors(_home())
    return Loaded(*(done.count(word) for word in Loaded._fields))


@cache
def written_pages() -> tuple[Written, ...]:
    """All pages of cms/site, the first page first: the others stand under it."""
    pages = [_read(path) for path in sorted(FOLDER.glob("*.yaml"))]
    return tuple(sorted(pages, key=lambda page: page.slug != HOME))


def _read(path: Path) -> Written:
    text = path.read_text()
    fields = yaml.safe_load(text)
    model = TYPES[fields.pop("type")]
    return Written(model, fields["slug"], fields, hashlib.sha256(text.encode()).hexdigest())


def _load(written: Written, loaded: LoadedPage | None) -> str:
    if loaded is None:
        _make(written)
        return "made"
    page = loaded.page
    if page is None or page.latest_revision_id != loaded.revision or loaded.digest == written.digest:
        return "left"
    _write(written, page.specific, loaded)
    return "updated"


def _make(written: Written) -> None:
    page = written.model(**_values(written))
    if written.model is HomePage:
        _make_home(page)
    else:
        _home().add_child(instance=page)
    _write(written, page, LoadedPage(slug=written.slug, page=page))


def _make_home(page: HomePage) -> None:
    """Put our first page where Wagtail's installation put its own."""
    _root().add_child(instance=page)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    welcome = site.root_page if site.pk else None
    site.root_page, site.site_name = page, settings.SITE_NAME
    site.save()
    if welcome and welcome.specific_class is Page and not welcome.is_root():
        welcome.delete()


def _root() -> Page:
    """The root of all pages, which Wagtail's migrations make and an emptied database lacks."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    return Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))


def _write(written: Written, page: PublicPage, loaded: LoadedPage) -> None:
    for name, value in _values(written).items():
        setattr(page, name, value)
    revision = page.save_revision()
    revision.publish()
    loaded.revision, loaded.digest = revision.pk, written.digest
    loaded.save()


def _values(written: Written) -> dict:
    """The file's fields, with streams as Wagtail keeps them."""
    values = dict(written.fields)
    for name in values.keys() & STREAMS:
        values[name] = written.model._meta.get_field(name).stream_block.to_python(values[name])
    return values


def _home() -> HomePage:
    return HomePage.objects.get()
