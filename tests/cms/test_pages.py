"""The public pages as anybody sees them."""

import re

import pytest
from django.urls import Resolver404, resolve

from cms.loading import written_pages
from cms.models import ContactPage, ContentPage
from cms.queries import public_paths

SLUGS = [page.slug for page in written_pages()[1:]]
PATHS = ["/", *(f"/{slug}/" for slug in SLUGS)]


def links(html: str) -> set[str]:
    return set(re.findall(r'(?:href|src|action)="([^"]*)"', html))


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_shown_to_anybody(path, client, rates):
    response = client.get(path)
    html = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r"<title>(.*)</title>", html) == ["Expert Consultant Network"]
    assert html.count("<h1") == 1
    assert '<meta name="description" content="' in html
    assert not response.cookies


@pytest.mark.parametrize("path", PATHS)
def test_nothing_on_a_page_comes_from_or_leads_elsewhere(path, client, rates):
    html = client.get(path).content.decode()
    assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in links(html))
    assert "style=" not in html and "<style" not in html
    assert all(" src=" in script for script in re.findall(r"<script[^>]*>", html))


@pytest.mark.parametrize("path", PATHS)
def test_every_link_leads_somewhere(path, client, rates):
    pages = {link.partition("#")[0] for link in links(client.get(path).content.decode())}
    missing = [page for page in pages if page and not page.startswith("/static/") and not _exists(page)]
    assert missing == []


def _exists(path: str) -> bool:
    try:
        name = resolve(path).view_name
    except Resolver404:
        return False
    return name != "wagtail_serve" or path in public_paths()


# Two for the page, then what its blocks read.
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/", 3),
        ("/how-you-are-paid/", 3),
        ("/leave-safely/", 2),
        ("/talk-to-a-person/", 2),
        ("/rates/", 5),
        ("/we-asked-you-said-we-did/", 3),
    ],
)
def test_a_page_costs_few_queries(path, queries, client, rates, django_assert_num_queries):
    client.get(path)  # content types are kept after the first time
    with django_assert_num_queries(queries):
        client.get(path)


def test_unpublished_and_unknown_pages_are_the_same(client, home):
    page = home.get_children().get(slug="accessibility")
    page.live = False
    page.save()
    assert client.get("/accessibility/").content == client.get("/nothing-here/").content


def test_a_renamed_page_leads_to_where_it_is(client, home, django_capture_on_commit_callbacks):
    page = home.add_child(instance=ContentPage(title="Training", slug="training", body=[]))
    page.slug = "training-for-officials"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    response = client.get("/training/")
    assert response.status_code == 301
    assert response["Location"] == "/training-for-officials/"


def test_the_way_to_a_person_is_what_an_editor_entered(client, home):
    assert "No telephone number or address is entered" in client.get("/talk-to-a-person/").content.decode()
    page = ContactPage.objects.get()
    page.phone, page.phone_hours, page.mail = (
        "+44 (20) 1234-5678",
        "Monday to Friday",
        "office@network.example",
    )
    page.save_revision().publish()
    html = client.get("/talk-to-a-person/").content.decode()
    assert 'href="tel:+442012345678"' in html and "+44 (20) 1234-5678" in html
    assert 'href="mailto:office@network.example"' in html and "Monday to Friday" in html
