"""Pages of draws: who may open them, and that nothing small is on them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from network.common import clock
from network.matching.models import Draw
from network.matching.services import commit_draw, run_draw
from tests import factories
from tests.engagements import make

pytestmark = pytest.mark.django_db


def drawn(count: int, seats: int = 1) -> Draw:
    for _ in range(count):
        factories.expert()
    return run_draw(make.request(seats=seats), make.manager())


def page(draw, name="draw"):
    return reverse(f"matching:{name}", args=[draw.public_id])


def test_a_manager_fixes_the_seed_then_draws(sign_in):
    for _ in range(6):
        factories.expert()
    request, client = make.request(), sign_in(make.manager())
    room = reverse("matching:room", args=[request.public_id])
    assert request.title in client.get("/draws/").content.decode()
    html = client.get(room).content.decode()
    assert "Step 1" in html and ">6<" in html
    client.post(reverse("matching:commit", args=[request.public_id]))
    html = client.get(room).content.decode()
    draw = Draw.objects.get()
    assert "Step 2" in html and draw.commitment in html and draw.seed not in html
    client.post(reverse("matching:run", args=[request.public_id]))
    html = client.get(page(draw)).content.decode()
    assert draw.seed in html and draw.entrants.first().reference in html
    assert draw.entrants.first().profile.public_id not in html


def test_before_the_draw_everybody_sees_the_hash_and_nobody_the_seed(sign_in):
    draw = commit_draw(make.request(), make.manager())
    for client in (Client(), sign_in(draw.request.created_by.user), sign_in(make.manager())):
        html = client.get(page(draw)).content.decode()
        assert draw.commitment in html and draw.seed not in html


@pytest.mark.parametrize(
    ("count", "office_sees", "public_sees"), [(4, False, False), (5, True, False), (11, True, True)]
)
def test_sets_are_shown_only_when_large_enough(sign_in, count, office_sees, public_sees):
    draw = drawn(count)
    reference = draw.entrants.first().reference
    for client, sees in (
        (sign_in(draw.request.created_by.user), office_sees),
        (sign_in(make.manager()), office_sees),
        (Client(), public_sees),
        (sign_in(factories.official().user), public_sees),
        (sign_in(factories.expert().user), public_sees),
    ):
        html = client.get(page(draw)).content.decode()
        assert (reference in html) is sees
        whole = client.get(page(draw, "references"))
        assert whole.status_code == (200 if sees else 404)
        if sees:
            lines = b"".join(whole.streaming_content).decode().split()
            assert lines == sorted(draw.entrants.values_list("reference", flat=True))


def test_below_five_two_sets_of_different_size_look_alike(shown):
    official, pages, at = factories.official(), [], clock.now() + timedelta(hours=1)
    for _ in range(2):
        factories.expert()
        with clock.standing_at(at):
            draw = run_draw(make.request(official, seats=4), make.manager())
        html = shown(official.user, page(draw))
        pages.append(html.replace(draw.seed, "").replace(draw.commitment, "").replace(draw.public_id, ""))
    assert pages[0] == pages[1]


def test_a_manager_reads_no_count_below_five(shown):
    draw = drawn(4)
    manager = make.manager()
    assert "fewer than 5" in shown(manager, "/draws/")
    html = shown(manager, reverse("matching:room", args=[draw.request.public_id]))
    assert "fewer than 5" in html and "not enough" in html


def test_a_draw_of_an_unpublished_request_is_nowhere(sign_in):
    draw = drawn(5)
    draw.request.__class__.objects.update(state="withdrawn")
    assert Client().get(page(draw)).content == Client().get("/draws/" + "A" * 16 + "/").content
    assert sign_in(make.manager()).get(page(draw)).status_code == 200


def test_rooms_of_managers_only(sign_in):
    request = make.request()
    for user in (request.created_by.user, factories.expert().user):
        client = sign_in(user)
        assert client.get("/draws/").status_code == 404
        assert client.get(reverse("matching:room", args=[request.public_id])).status_code == 404
        assert client.post(reverse("matching:run", args=[request.public_id])).status_code == 404


def test_a_refusal_is_said(sign_in):
    client, request = sign_in(make.manager()), make.request()
    html = client.post(reverse("matching:run", args=[request.public_id]), follow=True).content.decode()
    assert "Nobody is in the set yet" in html


def test_query_counts_do_not_grow(sign_in, django_assert_num_queries, django_assert_max_num_queries):
    client = sign_in(make.manager())
    drawn(5)
    client.get("/draws/")
    with django_assert_max_num_queries(12) as first:
        client.get("/draws/")
    for _ in range(5):
        drawn(1)
    with django_assert_num_queries(len(first)):
        client.get("/draws/")
