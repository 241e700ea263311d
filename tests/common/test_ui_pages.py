"""The frame of every page, and the pages that say something went wrong."""

import re
from types import SimpleNamespace

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory, SimpleTestCase
from django.utils import translation
from django.views import defaults
from django.views.csrf import csrf_failure

FRAMES = (
    "room.html",
    "public.html",
    "base.html",
    "404.html",
    "403.html",
    "403_csrf.html",
    "500.html",
    "429.html",
)


def page(template: str, path: str = "/", **context) -> str:
    return " ".join(render_to_string(template, context, request=RequestFactory().get(path)).split())


@pytest.mark.parametrize("template", FRAMES)
def test_every_page_has_the_neutral_title_and_the_same_way_to_a_person(template):
    html = page(template)
    assert re.findall(r"<title>(.*)</title>", html) == ["Expert Consultant Network"]
    assert 'href="/talk-to-a-person/"' in html and 'href="/leave-safely/"' in html
    assert html.index('href="#main"') < html.index("<header")
    assert len(re.findall(r'<main[^>]* id="main"', html)) == 1
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")])
def test_the_page_says_its_language_and_direction(language, direction):
    with translation.override(language):
        assert f'lang="{language}" dir="{direction}"' in page("public.html")


def test_leaving_needs_neither_script_nor_token():
    html = page("room.html")
    form = re.search(r'<form class="ecn-leave".*?</form>', html, re.DOTALL)[0]
    assert 'method="post" action="/leave/"' in form
    assert "csrfmiddlewaretoken" not in form  # A token would make every 404 differ, and may be too old.
    assert '<button class="ecn-leave__button" type="submit">Leave this site' in form


def test_public_pages_lead_to_the_public_ones_and_mark_where_one_is():
    html = page("public.html", "/rates/")
    for url in (
        "/how-you-are-paid/",
        "/requests/board/",
        "/we-asked-you-said-we-did/",
        "/for-offices/",
        "/ask-to-join/",
        "/register-an-office/",
        "/leave-safely/",
        "/account/login/",
    ):
        assert f'href="{url}"' in html
    assert 'href="/rates/" aria-current="page"' in html


def test_public_pages_keep_the_way_out_for_somebody_signed_in():
    html = page("public.html", user=SimpleNamespace(is_authenticated=True))
    assert 'action="/leave/"' in html and 'href="/home/">My pages' in html
    assert "Sign in</a>" not in html and 'action="/leave/"' not in page("public.html")


def test_the_way_back_is_in_a_landmark_and_an_empty_one_is_not_there():
    with_back = engines["django"].from_string(
        '{% extends "room.html" %}{% block before_main %}<a href="/">Back to work</a>{% endblock %}'
    )
    html = with_back.render({}, RequestFactory().get("/"))
    assert '<nav aria-label="Back"><a href="/">Back to work</a></nav>' in html
    assert 'aria-label="Back"' not in page("room.html")


def test_messages_are_banners_and_escaped():
    html = page(
        "room.html",
        messages=[type("Message", (), {"level_tag": "success", "__str__": lambda s: "<b>Sent"})()],
    )
    assert 'aria-labelledby="notice-1"' in html and 'id="notice-1">Done<' in html
    assert "&lt;b&gt;Sent" in html


def test_names_are_marked_so_that_paper_hides_them():
    html = page("room.html", signed_in_as="<Juniper>")
    assert '<strong class="ecn-name">&lt;Juniper&gt;</strong>' in html


class ErrorPages(SimpleTestCase):
    def test_a_missing_page_is_the_same_bytes_whatever_was_asked_for(self):
        one = RequestFactory().get("/requests/secret-one/")
        other = RequestFactory().get("/work/other/?name=Juniper")
        other.user = type(
            "User",
            (),
            {"is_authenticated": True, "roles": frozenset({"expert"}), "alias": "Juniper", "discreet": False},
        )()
        answers = [
            defaults.page_not_found(request, Exception("No request")).content for request in (one, other)
        ]
        assert answers[0] == answers[1]
        assert b"secret" not in answers[0] and b"Juniper" not in answers[1]

    def test_the_other_pages_tell_nothing_about_the_cause(self):
        request = RequestFactory().get("/secret/")
        for answer in (
            defaults.permission_denied(request, Exception("secret")),
            defaults.server_error(request),
            csrf_failure(request, reason="secret"),
        ):
            assert b"secret" not in answer.content
            assert b"Leave this site" in answer.content
