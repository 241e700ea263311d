"""However much there is, a page asks the database the same number of questions."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from network.people.models import User
from network.people.roles import Role
from tests.guards.crawling import visit
from tests.guards.matrix import ROWS

# So little that no list fills a page, and ten times that fills every page.
SIZES = {"experts": 20, "offices": 2, "requests": 4, "engagements": 8}
TIMES = 10
# A list that was empty and is not asks for what belongs to its rows.
FIRST_ROWS = 4
LISTS = {name: row for name, row in ROWS.items() if row.methods == ("GET",) and not row.arguments}
MOST = {
    Role.EXPERT: Count("profile__engagements"),
    Role.OFFICIAL: Count("official__agency__requests__engagements"),
}


def questions_at(times: int) -> dict[str, int]:
    """How many queries each list takes in a network `times` the size, as "role page"."""
    with transaction.atomic():
        cache.clear()
        call_command("generate", **{name: size * times for name, size in SIZES.items()}, stdout=_Silence())
        counted = {
            f"{role} {name}": _queries(role, name)
            for role in Role
            for name, row in LISTS.items()
            if row.admits({role})
        }
        transaction.set_rollback(True)
    return {page: count for page, count in counted.items() if count is not None}


def _queries(role: Role, name: str) -> int | None:
    people = User.objects.filter(role_grants__role=role).annotate(most=MOST.get(role, Count("pk")))
    person = people.order_by("-most", "pk").first()
    if person is None:
        return None
    client = Client()
    client.force_login(person)
    visit(client, reverse(name))  # The first visit writes down when the person was last seen.
    page = visit(client, reverse(name))
    return page.queries if page.status == 200 else None


class _Silence:
    def write(self, text):
        pass


def grown(few: dict[str, int], many: dict[str, int]) -> dict[str, tuple[int, int]]:
    """The pages that ask more when there is more."""
    return {page: (few[page], many[page]) for page in few if many.get(page, 0) > few[page] + FIRST_ROWS}


@pytest.mark.django_db
def test_lists_ask_no_more_of_a_network_ten_times_the_size():
    few, many = questions_at(1), questions_at(TIMES)
    assert len(few) > 25
    assert grown(few, many) == {}


def test_growth_is_found():
    assert grown({"a": 5, "b": 5}, {"a": 6, "b": 30}) == {"b": (5, 30)}
