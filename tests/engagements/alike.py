"""One request, played in worlds that differ in one expert alone, and every page of it that others can open.

In each world another office has work under way, so that a limit can be reached and a leaving can wait for money.
Where she is not the one who does it, somebody does it who reads none of the request's languages.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.test import Client
from django.urls import reverse

from network.agencies.models import Official
from network.common import clock
from network.common.duties import all_duties
from network.consultations.models import ConsultationRequest
from network.engagements import services
from network.engagements.models import Engagement, Invitation
from network.experts.models import AgencyAlias, Profile, SpokenLanguage
from network.matching.models import Draw, Entrant
from network.matching.services import run_draw
from network.notifications.models import Notice
from network.people.models import User
from network.people.roles import Role
from tests import factories
from tests.engagements import make
from tests.guards.matrix import PUBLIC, ROWS, Word

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# When something can happen to her, and once more when everybody looks.
BEFORE, BETWEEN, AFTER = "before the draw", "between draw and sending", "after sending"
OVER = "after the answer window"
MOMENTS = (BEFORE, BETWEEN, AFTER, OVER)

Reason = Callable[[Profile, ConsultationRequest], object]
# By who looks, when, and the name of the page: its status, headers and body.
Pages = dict[tuple[str, str, str], tuple[int, str, str]]


class Story(NamedTuple):
    """What happens to her, when, and whether it is she who works elsewhere. Without a reason she never was."""

    reason: Reason | None = None
    when: str = BEFORE
    busy: bool = False


class World(NamedTuple):
    """The request, who looks at it, and her; None where she never was."""

    request: ConsultationRequest
    office: Official
    colleague: Official
    manager: User
    elsewhere: Official
    her: Profile | None


def build(story: Story, companions: int, seats: int) -> World:
    """Two offices, the work elsewhere, the companions, her, and the published request."""
    here, there = factories.agency(name="The office"), factories.agency(name="Elsewhere")
    office, elsewhere = factories.official(here), factories.official(there)
    colleague, manager = factories.official(here, name="A colleague", job_title="Analyst"), make.manager()
    worker = factories.expert()
    SpokenLanguage.objects.create(profile=worker, code="es")
    if not story.busy:
        worker.languages.exclude(code="es").delete()
    busy = make.request(elsewhere, languages=["es"], title="Work elsewhere")
    [invitation] = services.send_invitations(run_draw(busy, manager), elsewhere)
    services.accept_invitation(invitation, worker.user)
    request = make.request(office, seats=seats, funded_seats=seats, title="Work here")
    for _ in range(companions):
        factories.expert()
    her = worker if story.busy else factories.expert() if story.reason else None
    return World(request, office, colleague, manager, elsewhere, her)


def played(story: Story, companions: int = 1, seats: int = 2) -> tuple[Pages, dict[str, str]]:
    """The pages that anybody but the experts can open, from when it happened to her on; and what was random."""
    with clock.standing_at(START):
        world = build(story, companions, seats)
        pages = _moment(world, story, BEFORE)
    with clock.standing_at(START + HOUR):
        draw = run_draw(world.request, world.manager)
        pages |= _moment(world, story, BETWEEN)
    with clock.standing_at(START + 2 * HOUR):
        sent = browser(world.office.user).post(reverse("engagements:send", args=[draw.public_id]))
        pages["the office", AFTER, "engagements:send"] = whole(sent)
        services.tell_invited(draw.public_id)
        _let_a_companion_accept(world)
        pages |= _moment(world, story, AFTER)
    with clock.standing_at(START + 6 * DAY):
        pages |= _moment(world, story, OVER)
    return pages, random_names()


def without_what_is_random(pages: Pages, names: dict[str, str]) -> Pages:
    """The same pages, each random name replaced by what it is."""
    return {
        place: (status, masked(headers, names), masked(body, names))
        for place, (status, headers, body) in pages.items()
    }


HANDLER = Client().handler


def browser(user: User | None) -> Client:
    """Signed in as this person; None is a visitor."""
    from tests.conftest import give_second_step

    client = Client()
    client.handler = HANDLER  # its middleware is the same for all, so it is set up once
    if user:
        if user.needs_mfa:
            give_second_step(user)
        client.force_login(user)
    return client


def whole(response) -> tuple[int, str, str]:
    """An answer with all that it says: status, headers with the names of its cookies, body.

    Not its length: names drawn at random have any, and the body itself is there.
    """
    headers = [f"{name}: {value}" for name, value in sorted(response.items()) if name != "Content-Length"]
    cookies = [f"cookie {name}" for name in sorted(response.cookies)]
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, "\n".join(headers + cookies), body.decode()


def _moment(world: World, story: Story, moment: str) -> Pages:
    """It happens to her if this is when it does; the duties run; everybody looks, once it has happened."""
    if story.reason and world.her and story.when == moment:
        story.reason(world.her, world.request)
    for duty in all_duties():
        if duty.run.__module__.startswith(("network.engagements", "network.experts", "network.consent")):
            duty.run()
    if MOMENTS.index(moment) < MOMENTS.index(story.when):
        return {}
    found: Pages = {}
    for who, user, pages in _viewers(world, moment):
        client = browser(user)
        for name, path in pages:
            found[who, moment, name] = whole(client.get(path))
    return found


def _let_a_companion_accept(world: World) -> None:
    others = Invitation.objects.filter(request=world.request).exclude(profile=world.her)
    companion = others.select_related("profile__user").earliest("profile")
    services.accept_invitation(companion, companion.profile.user, attend=True)


def _viewers(world: World, moment: str) -> Iterator[tuple[str, User | None, list[tuple[str, str]]]]:
    """The office opens what is about the request, and all it can in the end; others what they can see of it."""
    office, public = addresses(world, Role.OFFICIAL), addresses(world, None)
    yield "the office", world.office.user, office if moment == OVER else _about_it(office)
    yield "a colleague", world.colleague.user, [page for page in office if page[0] in SEATS]
    manager = [page for page in addresses(world, Role.MANAGER) if page[0].startswith("matching:")]
    yield "a manager", world.manager, manager
    yield "another office", world.elsewhere.user, _about_it(public)
    yield "a visitor", None, public if moment == OVER else _about_it(public)


SEATS = ("engagements:seats", "engagements:office", "engagements:office_one")
ABOUT_IT = ("consultations:", "matching:", "engagements:", "workspace:", "notifications:")


def _about_it(pages: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [page for page in pages if page[0].startswith(ABOUT_IT)]


# Of these kinds the office has nothing while it looks for experts.
NOT_YET = {"contribution", "recommendation", "public_recommendation", "concern"}
# Pages of a package, of the person's own sign-in, of the demo: none of them knows a request.
ELSEWHERE = ("people:", "demo:", "cms_", "contact:")


def addresses(world: World, role: Role | None) -> list[tuple[str, str]]:
    """`(name, path)` of each page of the matrix that somebody in this role can look at."""
    roles = frozenset({role}) if role else None
    rows = [(name, row) for name, row in ROWS.items() if "GET" in row.methods and row.admits(roles)]
    found = [(name, row) for name, row in rows if role or row.who == PUBLIC]
    objects = _objects(world)
    return [
        (name, reverse(name, args=[objects.get(kind, kind) for kind in row.arguments.values()]))
        for name, row in found
        if not name.startswith(ELSEWHERE) and all(kind in objects for kind in row.arguments.values())
    ]


def left_out(world: World) -> set[str]:
    """The kinds of objects whose pages `addresses` cannot open for an official or a visitor."""
    kinds = {
        kind
        for name, row in ROWS.items()
        if "GET" in row.methods and row.admits(frozenset({Role.OFFICIAL})) and not name.startswith(ELSEWHERE)
        for kind in row.arguments.values()
    }
    return {kind for kind in kinds if not isinstance(kind, Word)} - set(_objects(world))


def _objects(world: World) -> dict[str, str]:
    request = world.request.public_id
    found = dict.fromkeys(("request", "public_request", "agreed_request", "editable_request"), request)
    found |= {"official": world.colleague.public_id, "office": world.request.agency.public_id}
    for draw in Draw.objects.filter(request=world.request):
        found |= {"draw": draw.public_id, "own_draw": draw.public_id}
    for engagement in Engagement.objects.filter(request=world.request):
        found["engagement"] = engagement.public_id
    return found


# What each world draws at random and a page may hold, as model and column; each becomes its place among its kind.
MASK = (
    (User, "alias"),
    (ConsultationRequest, "public_id"),
    (Draw, "public_id"),
    (Draw, "commitment"),
    (Draw, "seed"),
    (Engagement, "public_id"),
    (AgencyAlias, "alias"),
)
# References are shown in the order of their own letters, so their place is random; notices are other people's too.
WITHOUT_PLACE = ((Entrant, "reference"), (Notice, "public_id"))
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")\w+')
# What the companion needs, on the page that the office reads before they meet.
SEALED = re.compile(r"Canary[0-9a-f]{16}")


def random_names() -> dict[str, str]:
    """Each random name of this world, with what it becomes."""
    numbered = {
        value: f"<{model.__name__} {column} {place}>"
        for model, column in MASK
        for place, value in enumerate(model.objects.order_by("pk").values_list(column, flat=True))
    }
    plain = {
        value: f"<{model.__name__} {column}>"
        for model, column in WITHOUT_PLACE
        for value in model.objects.values_list(column, flat=True)
    }
    return numbered | plain


def masked(text: str, names: dict[str, str]) -> str:
    """The text with nothing in it that the world drew at random."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, names[name])
    return TOKEN.sub(r"\1", SEALED.sub("<sealed>", text))
