"""Every page that anybody can reach by links, with canaries planted: nothing leaks, breaks, or asks too much."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.urls import path

from network.common import clock
from network.engagements.models import Contribution
from network.engagements.states import ContributionState, InvitationState
from network.experts.models import Profile
from network.people.access import public
from network.people.models import User
from network.people.roles import Role
from tests import canaries, factories
from tests.guards.crawling import crawl, links_in, visit
from tests.guards.headers import faults
from tests.guards.matrix import ROWS, Row
from tests.guards.world import client_of

VISITORS = [None, *Role]
# Everything else must be found by links from here.
STARTS = {None: ["/", "/demo/", "/in-experts-words/"]}
HOME = ["/home/", "/", "/demo/"]
# What one person has not yet reached, another of the role may have: work that goes on, or is just beginning.
MOST_PEOPLE = 10
# At least so many different addresses must be reached, or the crawl means nothing.
REACHED = {None: 12, Role.EXPERT: 25, Role.OFFICIAL: 25, Role.MANAGER: 20, Role.FINANCE: 8, Role.AUDITOR: 6}
# Pages that no link leads to, and what does.
NOT_BY_LINKS = {
    "people:away": "the answer to Leave this site",
    "people:leave": "the button on every page, which sends a form",
    "people:asked_to_join": "the answer to a form",
    "agencies:registered": "the answer to a form",
    "consent:check": "the answer to the last of the first questions",
    "people:enter": "a link in a mail, or handed over",
    "people:enter_password": "chosen after that link",
    "people:enter_passkey": "chosen after that link",
    "people:second_step": "where somebody without a second step is led",
    "experts:pay_how": "only where Stripe is set up",
    "experts:pay_stripe": "only where Stripe is set up",
    "experts:pay_stripe_back": "where Stripe sends back to",
    "cms_favicon": "asked for by browsers",
    "cms_picture": "shown inside pages",
    "cms_robots": "asked for by search engines",
    "cms_sitemap": "asked for by search engines",
}
# Pages whose link waits for a state that nothing of the demo is in; their apps' own tests follow it.
NOT_IN_THE_DEMO = {
    "engagements:write_note": "a session was held and nothing is written down yet",
    "engagements:rewrite_note": "an expert asked for another note",
    "consent:to_delete": "an expert took back what an office holds",
    "experts:read_opening": "a second manager agreed to an opening",
}
NOT_OF_A_ROLE = {
    (Role.OFFICIAL, "contact:choices"): "officials are reached at their work address, which the office gave",
    (Role.OFFICIAL, "contact:check"): "officials are reached at their work address, which the office gave",
}
# Queries of one page. Each page's own test holds its exact number; this holds them all, new ones too.
MOST_QUERIES = 30


@pytest.fixture(scope="module", params=VISITORS, ids=lambda role: str(role or "nobody"))
def walk(request, world):
    """One role's whole walk, with the role."""
    return request.param, crawl(world.client(request.param), STARTS.get(request.param, HOME))


def test_every_link_leads_to_a_page(walk):
    broken = [
        f"{page.path} ({page.status}), linked from {page.linked_from}"
        for page in walk[1]
        if page.status not in (200, 302, 301)
    ]
    assert not broken, "\n".join(broken)


def test_the_walk_went_far_enough(walk):
    role, pages = walk
    assert len({page.name for page in pages if page.status == 200}) >= REACHED.get(role, 5)


def unreached(roles: frozenset | None, names: set[str], rows: dict[str, Row] = ROWS) -> set[str]:
    """The pages of these roles that are not among the names."""
    own = {name for name, row in rows.items() if "GET" in row.methods and row.admits(roles)}
    return own - names - NOT_BY_LINKS.keys() - NOT_IN_THE_DEMO.keys()


def test_every_page_of_a_role_is_found_by_links(walk, world, undone):
    role, pages = walk
    lost = unreached(world.roles(role), {page.name for page in pages})
    for person in _others(role):
        if lost:
            lost -= {page.name for page in crawl(client_of(person), HOME, each=MOST_PEOPLE)}
    lost -= {name for who, name in NOT_OF_A_ROLE if who == role}
    assert not lost, "\n".join(sorted(lost))


def _others(role: Role | None) -> Iterator[User]:
    """More people of this role; of experts also those who are to answer something, and one at the very beginning."""
    if role is None:
        return
    own = User.objects.filter(role_grants__role=role).order_by("pk")
    yield from own[:MOST_PEOPLE]
    if role == Role.EXPERT:
        yield from own.filter(profile__invitations__state=InvitationState.SENT)[:1]
        asked = Contribution.objects.filter(state=ContributionState.SENT)
        yield from own.filter(pk__in=asked.values("engagement__profile__user"))[:1]
        yield Profile.objects.create(user=factories.user(role), joined_at=clock.now()).user


def test_a_page_without_a_link_is_found():
    rows = {"linked": Row("public", ("GET",), {}), "lost": Row("public", ("GET", "POST"), {})}
    assert unreached(None, {"linked"}, rows) == {"lost"}


def test_every_page_says_what_a_browser_may_do(walk):
    role, pages = walk
    wrong = [
        f"{page.path}: {said}"
        for page in pages
        for said in faults(page.response, page.path, signed_in=bool(role))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_page_asks_the_database_too_much(walk):
    worst = sorted({(page.queries, page.name) for page in walk[1]}, reverse=True)
    assert not [(count, name) for count, name in worst if count > MOST_QUERIES], worst[:10]


def test_no_page_shows_what_is_sealed(walk):
    told = [leak for page in walk[1] for leak in canaries.shown(page.path, page.response)]
    assert not told, "\n".join(told)


def test_the_canaries_are_there_to_be_seen(world):
    page = visit(world.client(Role.EXPERT), "/profile/private/")
    assert page.response.content.decode().count("Canary") >= 2
    assert canaries.shown("/work/", page.response), "the same words on a page that may not show them"


def test_only_our_own_site_is_linked(walk):
    wrong = [f"{page.path}: {link}" for page in walk[1] for link in _foreign_links(page.response)]
    assert not wrong, "\n".join(wrong)


def _foreign_links(response) -> list[str]:
    if response.streaming or "text/html" not in response.get("Content-Type", ""):
        return []
    return re.findall(r"""(?:href|src|action)=["']((?:https?:)?//[^"']+)""", response.content.decode())


@public
def linking(request):
    """A page that leaks, links and breaks."""
    return HttpResponse('<a href="/broken/">x</a><a href="https://elsewhere.example/">y</a>')


@public
def broken(request):
    """A page that always fails."""
    raise ValueError("broken")


urlpatterns = [path("", linking), path("broken/", broken)]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_the_crawl_finds_what_is_broken(client):
    client.raise_request_exception = False
    pages = crawl(client, ["/"])
    assert {(page.path, page.status) for page in pages} >= {("/", 200), ("/broken/", 500)}
    assert _foreign_links(pages[0].response) == ["https://elsewhere.example/"]


@pytest.mark.django_db
def test_a_visit_counts_queries(sign_in):
    assert visit(sign_in(factories.user(Role.EXPERT)), "/account/").queries > 2


def test_links_are_read_whole():
    page = HttpResponse('<a href="../b/?page=2#end">b</a><a href="/static/x.css">c</a><a>d</a>')
    assert links_in(page, "/a/c/") == ["/a/b/?page=2"]
