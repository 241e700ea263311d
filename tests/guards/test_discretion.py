"""With "Your screen" set to Notes, no page tells at its top, in its tab or at its foot whose site it is."""

from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import path

from network.people.access import public
from network.people.discretion import NEUTRAL_NAME
from network.people.models import User
from network.people.neutral import telling_words
from network.people.roles import Role
from tests.factories import user
from tests.guards.crawling import crawl

# What others see without reading the page: these elements whole, and these attributes wherever they stand.
FRAME = {"title", "header", "nav", "footer"}
SEEN_ATTRIBUTES = {"alt", "title", "aria-label", "content"}
# The address of the site and files are not hidden, and the page says so.


class Frame(HTMLParser):
    """The words of a page's frame."""

    def __init__(self, html: str):
        super().__init__()
        self.words: list[str] = []
        self._inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag in FRAME:
            self._inside.append(tag)
        self.words += [value for name, value in attributes if name in SEEN_ATTRIBUTES and value]

    def handle_endtag(self, tag):
        if tag in FRAME and self._inside:
            self._inside.remove(tag)

    def handle_data(self, data):
        if self._inside:
            self.words.append(data)


def told(response) -> list[str]:
    """Telling words in the frame of this answer; none where it is no page."""
    if response.streaming or "text/html" not in response.get("Content-Type", ""):
        return []
    return [
        f"{word!r} in {text.strip()!r}"
        for text in Frame(response.content.decode()).words
        for word in telling_words(text)
    ]


@pytest.fixture
def walk(world, undone):
    """Every page that an expert reaches who chose to be discreet."""
    person = world.people[Role.EXPERT]
    User.objects.filter(pk=person.pk).update(discreet=True, alias="Mallow")
    return crawl(world.client(Role.EXPERT), ["/home/", "/account/", "/", "/no-such-page/"])


def test_no_page_of_an_expert_tells(walk):
    found = [f"{page.path}: {words}" for page in walk for words in told(page.response)]
    assert not found, "\n".join(sorted(set(found)))
    assert len({page.name for page in walk if page.status == 200}) >= 25
    assert any(page.status == 404 for page in walk)


def test_every_title_is_the_neutral_word(walk):
    titles = {_title(page.response) for page in walk if page.status in (200, 404)}
    assert titles - {None} == {NEUTRAL_NAME}


def test_without_the_choice_they_would(world, undone):
    """The negative control: the same walk by somebody who did not choose it."""
    pages = crawl(world.client(Role.EXPERT), ["/account/", "/"])
    assert len([page for page in pages if told(page.response)]) > 20


def _title(response):
    if response.streaming or "text/html" not in response.get("Content-Type", ""):
        return None
    return response.content.decode().partition("<title>")[2].partition("</title>")[0]


@public
def failing(request):
    raise ValueError("broken")


urlpatterns = [path("failing/", failing)]


@pytest.mark.django_db
def test_pages_about_errors_tell_nothing(settings):
    person = user(Role.EXPERT, discreet=True)
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(person)
    missing, forged = client.get("/no-such-page/"), client.post("/account/place/", {})
    settings.ROOT_URLCONF = __name__
    broken = client.get("/failing/")
    assert [missing.status_code, forged.status_code, broken.status_code] == [404, 403, 500]
    assert [told(answer) for answer in (missing, forged, broken)] == [[], [], []]
    assert {_title(answer) for answer in (missing, forged, broken)} == {NEUTRAL_NAME}


@pytest.mark.django_db
def test_the_page_for_too_many_tries_tells_nothing(client):
    client.force_login(user(Role.EXPERT, discreet=True))
    for _ in range(61):
        answer = client.post("/account/passkeys/login/", {"credential": "{}"})
    assert answer.status_code == 429 and told(answer) == [] and _title(answer) == NEUTRAL_NAME


def test_a_frame_that_tells_is_found():
    page = "<title>Notes</title><header><a>Notes</a></header><p>trafficking</p><img alt='Survivors'><footer>The network</footer>"
    assert [telling_words(words) for words in Frame(page).words if telling_words(words)] == [
        ["Surviv"],
        ["network"],
    ]
