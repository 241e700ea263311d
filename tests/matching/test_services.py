"""Committing, closing and drawing."""

import hashlib

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.audit.models import Entry
from network.common.states import MoveRefused
from network.engagements import services as work
from network.engagements.models import Invitation
from network.matching.models import Draw, Entrant
from network.matching.services import commit_draw, run_draw
from tests import factories
from tests.engagements import make

pytestmark = pytest.mark.django_db


def pool(count: int):
    return [factories.expert() for _ in range(count)]


def test_the_seed_is_fixed_before_the_set_is_closed():
    request, manager = make.request(seats=2), make.manager()
    committed = commit_draw(request, manager)
    assert committed.drawn_at is None and committed.pool_size is None
    assert commit_draw(request, manager) == committed
    pool(3)
    drawn = run_draw(request, manager)
    assert drawn == committed and drawn.pool_size == 3
    assert hashlib.sha256(drawn.seed.encode()).hexdigest() == committed.commitment
    assert Entrant.objects.filter(draw=drawn, selected=True).count() == 2
    assert {entrant.chance for entrant in drawn.entrants.all()} == {2 / 3}


def test_references_are_random_and_used_nowhere_else():
    [profile] = pool(1)
    first = run_draw(make.request(), make.manager()).entrants.get()
    second = run_draw(make.request(), make.manager()).entrants.get()
    assert first.profile == second.profile == profile
    assert len({first.reference, second.reference, profile.public_id, profile.user.public_id}) == 4


def test_the_log_names_nobody():
    [profile] = pool(1)
    draw = run_draw(make.request(), make.manager())
    text = " ".join(
        f"{entry.object_id}{entry.detail}" for entry in Entry.objects.filter(action__startswith="matching")
    )
    assert draw.public_id in text
    assert profile.public_id not in text and draw.entrants.get().reference not in text


@pytest.mark.parametrize("state", ["draft", "in_review", "staffed", "closed", "withdrawn"])
def test_only_for_published_requests(state):
    with pytest.raises(MoveRefused, match="published"):
        run_draw(make.request(state=state), make.manager())


def test_only_by_managers():
    request = make.request()
    for user in (request.created_by.user, factories.expert().user):
        with pytest.raises(MoveRefused, match="manager"):
            run_draw(request, user)


def test_an_empty_set_is_refused_and_the_seed_stays():
    request, manager = make.request(), make.manager()
    with pytest.raises(MoveRefused, match="Nobody"):
        run_draw(request, manager)
    committed = Draw.objects.get()
    assert committed.drawn_at is None
    pool(1)
    assert run_draw(request, manager) == committed


def test_no_second_round_before_the_first_is_invited():
    pool(2)
    request, manager = make.request(), make.manager()
    run_draw(request, manager)
    with pytest.raises(MoveRefused, match="not sent the invitations"):
        run_draw(request, manager)


def test_redraw_reproduces_and_notices_a_change(capsys):
    pool(6)
    draw = run_draw(make.request(seats=2), make.manager())
    call_command("redraw", draw.public_id)
    assert "The same draw" in capsys.readouterr().out
    last, first = draw.entrants.last(), draw.entrants.first()
    Entrant.objects.filter(pk__in=[first.pk, last.pk]).update(selected=False)
    Entrant.objects.filter(pk=last.pk).update(selected=True)
    with pytest.raises(CommandError, match="chosen"):
        call_command("redraw", draw.public_id)
    for entrant, other in ((first, last), (last, first)):
        Entrant.objects.filter(pk=entrant.pk).update(reference=other.reference)
    with pytest.raises(CommandError, match="order"):
        call_command("redraw", draw.public_id)
    Draw.objects.update(seed="another")
    with pytest.raises(CommandError, match="hash of the seed"):
        call_command("redraw", draw.public_id)
    with pytest.raises(CommandError, match="no such draw"):
        call_command("redraw", "missing")


@given(st.lists(st.sampled_from(["decline", "accept", "stop", "withdraw", "ignore"]), min_size=3, max_size=3))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_happened_before_changes_a_chance(acts):
    """Whatever three experts did with earlier invitations, the next draw gives all the same chance."""
    from django.db import transaction

    with transaction.atomic():
        for act in acts:
            factories.expert()
            earlier = make.request(seats=20, funded_seats=20)
            draw = run_draw(earlier, make.manager())
            work.send_invitations(draw, earlier.created_by)
            for invitation in Invitation.objects.filter(request=earlier):
                _act(act, invitation)
        everybody = 3
        draw = run_draw(make.request(seats=2), make.manager())
        assert list(draw.entrants.values_list("chance", flat=True)) == [2 / 3] * everybody
        transaction.set_rollback(True)


def _act(act, invitation):
    expert = invitation.profile.user
    if act == "decline":
        work.decline_invitation(invitation, expert)
    elif act != "ignore":
        engagement = work.accept_invitation(invitation, expert)
        if act == "stop":
            work.stop_engagement(engagement, expert)
        elif act == "withdraw":
            work.show_to_office(engagement, expert)
            work.hide_from_office(engagement, expert)
