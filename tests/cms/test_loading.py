"""load_site makes the pages, follows its files, and never touches what an editor did."""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import call_command
from wagtail.models import Collection, GroupPagePermission, Locale, Page, Site

from cms import loading
from cms.loading import load_site, written_pages
from cms.models import HomePage, LoadedPage

pytestmark = pytest.mark.django_db


def page(slug: str):
    return Page.objects.get(slug=slug).specific


@pytest.fixture
def rewritten(monkeypatch):
    """As if a new release brought another lead for the accessibility page."""
    pages = [
        written._replace(fields={**written.fields, "lead": "New words."}, digest="new")
        if written.slug == "accessibility"
        else written
        for written in written_pages()
    ]
    monkeypatch.setattr(loading, "written_pages", lambda: pages)


def test_again_changes_nothing():
    before = list(Page.objects.values_list("path", "latest_revision", "numchild"))
    grants = set(GroupPagePermission.objects.values_list("group", "page", "permission"))
    assert load_site() == (0, 0, len(written_pages()))
    assert list(Page.objects.values_list("path", "latest_revision", "numchild")) == before
    assert set(GroupPagePermission.objects.values_list("group", "page", "permission")) == grants


def test_the_command_says_what_it_did():
    out = StringIO()
    call_command("load_site", stdout=out)
    assert out.getvalue() == f"Pages made: 0. Brought up to date: 0. Left alone: {len(written_pages())}.\n"


def test_new_words_reach_a_page_that_nobody_touched(rewritten):
    assert load_site().updated == 1
    assert page("accessibility").lead == "New words."
    assert load_site().updated == 0


@pytest.mark.parametrize("published", [True, False])
def test_what_an_editor_wrote_stays_even_as_a_draft(rewritten, published):
    edited = page("accessibility")
    edited.lead = "An editor's words."
    revision = edited.save_revision()
    if published:
        revision.publish()
    assert load_site().updated == 0
    assert page("accessibility").get_latest_revision_as_object().lead == "An editor's words."


def test_a_page_that_was_taken_away_by_hand_is_not_made_again():
    page("accessibility").delete()
    assert load_site().made == 0
    assert not Page.objects.filter(slug="accessibility").exists()


@pytest.fixture
def own_cache():
    """Wagtail keeps the sites' addresses in the cache, which outlives this test's rows."""
    yield
    cache.clear()


def test_it_builds_the_site_in_an_emptied_database(own_cache):
    LoadedPage.objects.all().delete()
    for model in (Site, Page, Collection, Locale):
        model.objects.all().delete()
    assert load_site().made == len(written_pages())
    assert Site.objects.get().root_page == HomePage.objects.get().page_ptr


@pytest.mark.parametrize("written", written_pages(), ids=lambda written: written.slug)
def test_the_words_pass_the_checks_that_hold_for_editors(written):
    made = page(written.slug)
    made.full_clean()
    for name in loading.STREAMS & written.fields.keys():
        stream = getattr(made, name)
        stream.stream_block.clean(stream)


@pytest.mark.parametrize("slug", ["leave-safely", "rates", "public-home"])
def test_pages_that_others_link_to_cannot_be_taken_away(slug, editor):
    kept = page(slug).permissions_for_user(editor)
    assert kept.can_edit() and kept.can_publish()
    assert not (kept.can_delete() or kept.can_unpublish() or kept.can_move())


@pytest.mark.parametrize(("field", "value"), [("slug", "elsewhere"), ("expire_at", "2030-01-01T00:00Z")])
def test_nor_can_their_address_change_or_end(field, value):
    kept = page("leave-safely")
    setattr(kept, field, kept._meta.get_field(field).to_python(value))
    with pytest.raises(ValidationError) as refused:
        kept.full_clean()
    assert list(refused.value.message_dict) == [field]
