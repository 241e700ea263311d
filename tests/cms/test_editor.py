"""The editor at /cms/: editors can write and publish, and to everybody else it does not exist."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from network.people.roles import Role
from tests import factories

INSIDE = [
    "/cms/",
    "/cms/pages/",
    "/cms/images/",
    "/cms/users/",
    "/cms/account/",
    "/cms/login/",
    "/cms/nothing/",
]
WORDS = "We answer within five working days."


def written(page, **fields) -> dict:
    """The edit form of a page as an editor sends it."""
    body = streamfield(
        [("heading", "New heading"), ("text", rich_text(f"<p>{WORDS}</p>", features=["bold"]))]
    )
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "lead": page.lead,
            "search_description": "",
            "body": body,
            **fields,
        }
    )


@pytest.mark.parametrize("path", INSIDE)
def test_a_stranger_is_asked_to_sign_in(path, client, db):
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"] == f"/account/login/?next={path}"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.EDITOR])
def test_to_others_it_is_a_missing_page_byte_for_byte(role, sign_in):
    client = sign_in(factories.user(role))
    missing = client.get("/nothing-here/")
    for path in INSIDE:
        found = client.get(path)
        assert (found.status_code, found.content) == (404, missing.content)


def test_a_missing_page_of_the_editor_is_ours_and_can_be_left_by_the_keyboard(editor, sign_in):
    found = sign_in(editor).get("/cms/pages/999999/edit/")
    assert found.status_code == 404 and "We cannot find this page" in found.text
    assert "ecn.js" in found.text and 'action="/leave/"' in found.text and "Wagtail" not in found.text


@pytest.mark.parametrize("path", ["/cms/login/", "/_util/login/"])
def test_there_is_no_second_way_to_sign_in(path, client, editor):
    client.post(path, {"username": editor.alias, "password": factories.PASSWORD})
    assert "_auth_user_id" not in client.session


def test_an_editor_signs_in_nobody_else_from_inside(editing, editor):
    other = factories.user(Role.FINANCE)
    editing.post("/cms/login/", {"username": other.alias, "password": factories.PASSWORD})
    assert editing.session["_auth_user_id"] == str(editor.pk)


def test_an_editor_edits_and_publishes_over_http(editing, client, home):
    page = home.get_children().get(slug="accessibility").specific
    edit = f"/cms/pages/{page.pk}/edit/"
    assert editing.get(edit).status_code == 200
    assert editing.post(edit, written(page)).status_code == 302
    assert WORDS not in client.get("/accessibility/").content.decode()
    assert editing.post(edit, written(page) | {"action-publish": "1"}).status_code == 302
    assert WORDS in client.get("/accessibility/").content.decode()


def test_an_editor_adds_a_page(editing, client, home):
    new = written(home, title="Our council", slug="our-council") | {"action-publish": "1"}
    assert editing.post(f"/cms/pages/add/cms/contentpage/{home.pk}/", new).status_code == 302
    assert "Our council" in client.get("/our-council/").content.decode()


def test_a_card_can_only_lead_to_our_own_pages(editing, home):
    page = home.get_children().get(slug="accessibility").specific
    card = {"title": "Elsewhere", "text": "Go", "to": "https://example.org/"}
    form = written(page) | nested_form_data(
        {"body": streamfield([("cards", {"count": "1", "0": _item(card)})])}
    )
    response = editing.post(f"/cms/pages/{page.pk}/edit/", form)
    assert "give a page of this site" in response.content.decode()


def _item(value: dict) -> dict:
    return {"value": value, "deleted": "", "order": "0", "type": "", "id": ""}


@pytest.mark.parametrize(
    "path", ["/cms/users/", "/cms/groups/", "/cms/sites/", "/cms/collections/", "/cms/redirects/"]
)
def test_people_and_settings_are_closed(path, editing):
    assert editing.get(path).status_code in (302, 404)


def test_there_is_no_place_for_a_portrait_or_a_name(editing):
    response = editing.get("/cms/account/")
    assert (response.status_code, response["Location"]) == (302, "/home/")


@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/images/", "/cms/documents/"])
def test_the_title_is_neutral_and_nothing_is_asked_of_others(path, editing):
    html = editing.get(path, follow=True).content.decode()
    assert re.findall(r"<title>(.*?)</title>", html, re.DOTALL)[0] == "Expert Consultant Network"
    assert not re.search(r'(?:src|action)="(?:https?:)?//', html)
    assert "gravatar" not in html.lower()
    assert 'action="/leave/"' in html


def test_only_files_without_hidden_authors_are_taken(editing):
    for name, taken in (("guide.pdf", False), ("guide.docx", False), ("rates.csv", True)):
        editing.post("/cms/documents/add/", {"title": name, "file": SimpleUploadedFile(name, b"a,b\n")})
        assert Document.objects.filter(title=name).exists() is taken


def test_a_document_is_served_by_its_view_and_never_runs(client, db):
    document = Document.objects.create(title="Rates", file=SimpleUploadedFile("rates.csv", b"a,b\n"))
    response = client.get(document.url)
    assert response.status_code == 200
    assert document.url.startswith("/documents/")
    assert response["Content-Disposition"].startswith("attachment")
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_pages_cannot_be_made_private(editing, home):
    """There is one public site: a private page would need a second way to sign in."""
    assert home.specific.private_page_options == []
    page = home.get_children().get(slug="accessibility")
    editing.post(f"/cms/pages/{page.pk}/privacy/", {"restriction_type": "login"})
    assert Page.objects.get(pk=page.pk).get_view_restrictions().count() == 0
