"""Every address, as every role, by every method: the table and the site say the same."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from network.common.ids import new_public_id
from network.engagements.models import Engagement
from network.people.access import public
from network.people.roles import Role
from tests.guards.headers import faults
from tests.guards.matrix import METHODS, OPEN_ACCOUNT_PAGES, PREFIXES, PUBLIC, ROWS, SIGNED_IN, Row, Word
from tests.guards.objects import own_and_foreign
from tests.guards.urls import Address, addresses

VISITORS = [None, *Role]
NOBODY = "nobody"


def is_ours(address) -> bool:
    return address.name.startswith(("people:", "contact:")) or not address.route.startswith(tuple(PREFIXES))


OURS = [address for address in addresses() if is_ours(address)]
OTHERS = [address for address in addresses() if not is_ours(address)]


def path_of(name: str, row: Row, role, user, *, own: bool) -> str | None:
    """The address with an id the visitor may name, or with somebody else's; None when there is none."""
    given = {}
    for argument, kind in row.arguments.items():
        found = str(kind) if isinstance(kind, Word) else own_and_foreign(kind, role, user)[0 if own else 1]
        if found is None:
            return None
        given[argument] = found
    return reverse(name, kwargs=given)


def path_of_nothing(name: str, row: Row) -> str:
    """The address with ids that nothing has."""
    given = {
        key: str(kind) if isinstance(kind, Word) else new_public_id() for key, kind in row.arguments.items()
    }
    return reverse(name, kwargs=given)


def has_object(row: Row) -> bool:
    return any(not isinstance(kind, Word) for kind in row.arguments.values())


def ask(client: Client, method: str, path: str):
    """Send one request and undo what it did."""
    with transaction.atomic():
        response = client.generic(method, path, content_type="application/x-www-form-urlencoded")
        b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    return response


def leads_to_sign_in(response) -> bool:
    return response.status_code == 302 and response["Location"].startswith(settings.LOGIN_URL)


def outcome(response) -> str:
    """`sign in`, `missing`, `method`, `page`, or the status itself when it is none of these."""
    if leads_to_sign_in(response):
        return "sign in"
    named = {404: "missing", 405: "method", 200: "page", 301: "page", 302: "page", 303: "page"}
    return named.get(response.status_code, str(response.status_code))


def asked_of(row: Row, role, admitted: bool) -> tuple[str, ...]:
    """The methods worth asking: all of somebody let in; a refusal comes before the method is looked at."""
    if not admitted:
        return ("GET", "POST")
    return METHODS if role is None or row.who != PUBLIC else ("GET",)


def meant(row: Row, roles, method: str) -> str:
    """What the table says a visitor of these roles gets."""
    if not row.admits(roles):
        return "sign in" if roles is None else "missing"
    return "page" if method in row.methods else "method"


def same_bytes(one, other) -> bool:
    """Whether two answers cannot be told apart."""
    return _seen(one) == _seen(other)


def _seen(response):
    body = b"".join(response) if response.streaming else response.content
    return response.status_code, sorted(response.items()), body


def without_row(found) -> set[str]:
    return {address.name for address in found} - set(ROWS)


def undeclared(found) -> list[str]:
    """Addresses whose view does not declare what their row says."""
    return [each.route for each in found if getattr(each.view, "allowed", None) != ROWS[each.name].who]


def test_every_address_has_a_row():
    assert without_row(OURS) == set()


def test_every_row_has_an_address():
    assert set(ROWS) - {address.name for address in OURS} == set()


def test_the_views_declare_what_the_rows_say():
    assert undeclared(OURS) == []


def test_a_new_address_and_a_forgotten_decorator_are_found():
    bare = Address("workspace:home", "home/", lambda request: None, ())
    assert without_row([Address("workspace:new", "home/new/", None, ())]) == {"workspace:new"}
    assert undeclared([bare]) == ["home/"]
    assert undeclared([bare._replace(view=public(lambda request: None))]) == ["home/"]


def test_packages_declare_what_their_prefix_allows():
    for address in OTHERS:
        prefix = next(prefix for prefix in PREFIXES if address.route.startswith(prefix))
        assert getattr(address.view, "allowed", None) in PREFIXES[prefix], address.route


def test_only_these_account_pages_are_open():
    pages = {address.name: address.view.allowed for address in OTHERS if address.route.startswith("account/")}
    assert {name for name, allowed in pages.items() if allowed == PUBLIC} == OPEN_ACCOUNT_PAGES
    assert {pages[name] for name in pages.keys() - OPEN_ACCOUNT_PAGES} == {SIGNED_IN}


def test_account_pages_lead_to_sign_in(world):
    pages = {address.name for address in OTHERS if address.route.startswith("account/")}
    for name in pages - OPEN_ACCOUNT_PAGES:
        assert leads_to_sign_in(world.client(None).get(reverse(name))), name


@pytest.mark.parametrize("role", VISITORS, ids=lambda role: str(role or NOBODY))
def test_the_editor_exists_for_editors_alone(world, role):
    response = world.client(role).get("/cms/")
    expected = {None: "sign in", Role.EDITOR: "page"}.get(role, "missing")
    assert outcome(response) == expected


@pytest.mark.parametrize("role", VISITORS, ids=lambda role: str(role or NOBODY))
def test_who_gets_what(world, role):
    """A page for those it is meant for, 405 for a method it does not know, 404 or sign-in for the rest."""
    client, roles, user, wrong = world.client(role), world.roles(role), world.people.get(role), []
    for name, row in ROWS.items():
        path = path_of(name, row, role, user, own=True)
        if path is None and row.admits(roles):
            if row.who not in (PUBLIC, SIGNED_IN):
                wrong.append(f"{name}: the world has no such object for {role}")
            continue
        for method in asked_of(row, role, row.admits(roles)):
            if LEAVES.get(name) == method:
                continue
            response = ask(client, method, path or path_of_nothing(name, row))
            wrong += [
                f"{method} {name}: {said}" for said in faults(response, path or "/", signed_in=bool(role))
            ]
            found = outcome(response)
            if found != meant(row, roles, method) and (name, method, found) not in OTHERWISE:
                wrong.append(f"{method} {name}: {found}, not {meant(row, roles, method)}")
    assert not wrong, "\n".join(wrong)


# Asked for in a test of its own: they end the session, or change who is signed in.
LEAVES = {"people:leave": "POST", "people:sign_out_everywhere": "POST", "demo:sign_in": "POST"}
# Answers that are meant, though neither a page nor a refusal.
OTHERWISE = {
    ("payments:stripe_webhook", "POST", "missing"),  # no secret is set here
    ("cms_picture", "GET", "missing"),
    ("matching:references", "GET", "missing"),  # too few took part to show who
    ("demo:let_days_pass", "POST", "422"),
    ("rights:add_wall", "POST", "missing"),  # no office was named
    ("rights:remove_wall", "POST", "missing"),
}


def told_apart(client, name: str, row: Row, role, user) -> list[str] | None:
    """By which methods an object of somebody else can be told from one that does not exist; None: there is none."""
    foreign = has_object(row) and path_of(name, row, role, user, own=False)
    if not foreign:
        return None
    pairs = [(m, ask(client, m, foreign), ask(client, m, path_of_nothing(name, row))) for m in row.methods]
    return [
        f"{method} {name}: {one.status_code} and {other.status_code}"
        for method, one, other in pairs
        if one.status_code != 404 or not same_bytes(one, other)
    ]


@pytest.mark.parametrize("role", list(Role))
def test_a_foreign_object_is_a_missing_one(world, role):
    """Status, headers and body are the same for an id that is somebody else's and for one that is nobody's."""
    client, roles, user = world.client(role), world.roles(role), world.people[role]
    rows = [(name, row) for name, row in ROWS.items() if row.admits(roles)]
    found = [told_apart(client, name, row, role, user) for name, row in rows]
    compared = [told for told in found if told is not None]
    told = [each for of_one in compared for each in of_one]
    assert not told, "\n".join(told)
    assert len(compared) >= {Role.EXPERT: 15, Role.OFFICIAL: 20}.get(role, 2)


def test_a_door_left_open_is_found(world, monkeypatch):
    anybodys = lambda user, public_id: Engagement.objects.select_related("request", "profile__user").get(  # noqa: E731
        public_id=public_id
    )
    monkeypatch.setattr("network.engagements.views.work.own_engagement", anybodys)
    name, role = "engagements:mine", Role.EXPERT
    assert told_apart(world.client(role), name, ROWS[name], role, world.people[role])


@pytest.mark.parametrize("role", list(Role))
def test_a_page_of_another_role_is_a_missing_one(world, role):
    client, roles = world.client(role), world.roles(role)
    nothing = ask(client, "GET", "/no-such-page/")
    assert nothing.status_code == 404
    told = [
        name
        for name, row in ROWS.items()
        if not row.admits(roles) and not same_bytes(ask(client, "GET", path_of_nothing(name, row)), nothing)
    ]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("role", VISITORS, ids=lambda role: str(role or NOBODY))
def test_a_post_needs_a_token(world, role):
    client, roles, user, wrong = (
        world.client(role, enforce_csrf_checks=True),
        world.roles(role),
        world.people.get(role),
        [],
    )
    for name, row in ROWS.items():
        if "POST" not in row.methods or not row.admits(roles):
            continue
        path = path_of(name, row, role, user, own=True) or path_of_nothing(name, row)
        refused = ask(client, "POST", path).status_code == 403
        if refused != row.needs_token:
            wrong.append(name)
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_the_comparison_can_tell(client):
    assert same_bytes(client.get("/no-such-page/"), client.get("/nor-this-page/"))
    assert not same_bytes(client.get("/no-such-page/"), client.get("/account/login/"))
    other = client.get("/no-such-page/")
    other["X-Reason"] = "not yours"
    assert not same_bytes(client.get("/no-such-page/"), other)
