"""Every table has a period and a reason, and what is over goes: however late, however often the duty runs."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.apps import apps
from django.db import transaction

from network.common import clock
from network.common.retention import (
    About,
    DataClass,
    Period,
    all_classes,
    register_data,
    remove_what_is_over,
    timed_classes,
)
from tests.guards.ageing import MAKERS, World

PEOPLE = {"people.User", "experts.Profile", "agencies.Official", "payments.Payee"}
BEGIN = datetime(2034, 5, 31, 10, 30, tzinfo=UTC)
AGES = [
    timedelta(hours=hours)
    for days in (0, 1, 7, 30, 40, 90, 365, 730, 7 * 365)
    for hours in (days * 24 - 23, days * 24 - 1, days * 24 + 1, days * 24 + 23, days * 24 + 20 * 24)
    if hours >= 0
]


def tables() -> dict[str, type]:
    return {model._meta.label: model for model in apps.get_models(include_auto_created=True)}


def unnamed(found: dict[str, type], classes: list[DataClass]) -> set[str]:
    """Tables that no class names."""
    return set(found) - {label for each in classes for label in each.models}


def about_somebody(found: dict[str, type], classes: list[DataClass]) -> set[str]:
    """Tables said to be about nobody that lead to a person."""
    labels = {label for each in classes if each.about is About.NOBODY for label in each.models}
    return {
        label
        for label in labels & set(found)
        for field in found[label]._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model._meta.label in PEOPLE
    }


def test_every_table_belongs_to_a_class():
    assert unnamed(tables(), all_classes()) == set()


def test_no_class_names_a_table_that_is_not_there():
    assert {label for each in all_classes() for label in each.models} - set(tables()) == set()


def test_what_is_about_nobody_leads_to_nobody():
    assert about_somebody(tables(), all_classes()) == set()


def test_a_forgotten_table_and_a_wrong_claim_are_found():
    classes = [each for each in all_classes() if each.name != "readings"]
    assert unnamed(tables(), classes) == {"experts.Reading"}
    claim = DataClass("wrong", "", ("experts.Reading",), About.NOBODY, "", "")
    assert about_somebody(tables(), [*all_classes(), claim]) == {"experts.Reading"}


@pytest.mark.parametrize("data", all_classes(), ids=lambda each: each.name)
def test_each_class_says_what_until_when_and_why(data):
    assert data.what and data.why and str(data.until)
    assert bool(data.timed) == isinstance(data.until, Period), "a period that nothing keeps, or the reverse"
    assert data.source or not data.timed, "a number without a source"


def test_a_class_registered_twice_is_one():
    before = all_classes()
    register_data(before[0])
    assert all_classes() == before


# What was added while the test was written down; a class without a maker is a class nobody has seen work.
def test_every_class_that_goes_by_time_is_tried_below():
    assert {each.name for each in timed_classes()} == set(MAKERS)


@pytest.fixture
def world(db):
    with clock.standing_at(BEGIN):
        return World()


def aged(world: World) -> dict[str, list]:
    """Rows of every class, of every age, as they are at BEGIN: `{class: [(primary key, when it began)]}`."""
    return {
        name: [(make(world, BEGIN - age).pk, BEGIN - age) for age in AGES] for name, make in MAKERS.items()
    }


def left(rows: dict[str, list]) -> dict[str, set]:
    """Which of these rows their class still has."""
    found = {}
    for each in timed_classes():
        there = set(each.timed.rows().values_list("pk", flat=True))
        found[each.name] = there & {pk for pk, _ in rows[each.name]}
    return found


HOUR, DAY, LONG = timedelta(hours=1), timedelta(days=1), timedelta(days=40)
RUNS = {
    "once, forty days late": [LONG],
    "after an hour, a day and forty days": [HOUR, DAY, LONG],
    "often": [HOUR, HOUR, 2 * HOUR, DAY, DAY, 2 * DAY, 10 * DAY, 20 * DAY, 30 * DAY, LONG, LONG],
}


def after(world: World, runs: list[timedelta]):
    """The rows that are left when the duty ran so long after BEGIN; everything is undone afterwards."""
    with transaction.atomic():
        with clock.standing_at(BEGIN):
            rows = aged(world)
        for run in runs:
            with clock.standing_at(BEGIN + run):
                remove_what_is_over()
        begun = {name: dict(pairs) for name, pairs in rows.items()}
        kept = {name: sorted(begun[name][pk] for pk in pks) for name, pks in left(rows).items()}
        transaction.set_rollback(True)
    return kept


def test_late_or_often_the_final_state_is_the_same(world):
    states = [after(world, runs) for runs in RUNS.values()]
    assert all(one == other for one, other in pairwise(states))


@pytest.mark.parametrize("jump", [timedelta(0), HOUR, DAY, LONG], ids=["0", "1 hour", "1 day", "40 days"])
def test_exactly_what_is_over_goes(world, jump):
    """Never early; by the calendar's last days of a month at most three days late."""
    kept = after(world, [jump])
    for each in timed_classes():
        begins = sorted({BEGIN - age for age in AGES})
        wanted = {at for at in begins if at > each.until.begun_before(BEGIN + jump)}
        found = set(kept[each.name])
        if each.name in ("days-off", "removals"):  # these count whole days
            found, wanted = ({at.date() for at in times} for times in (found, wanted))
            wanted = {day for day in wanted if day > each.until.begun_before(BEGIN + jump).date()}
        assert found == wanted, each.name


def test_what_goes_takes_its_sealed_words_along(world):
    from network.vault.models import Sealed

    with clock.standing_at(BEGIN):
        before = Sealed.objects.count()
        for name in (
            "concerns",
            "drafts",
            "join-requests-answered",
            "join-requests-unanswered",
            "notes-withdrawn",
        ):
            MAKERS[name](world, BEGIN - timedelta(days=9 * 365))
        assert Sealed.objects.count() == before + 5
        remove_what_is_over()
        assert Sealed.objects.count() == before


def test_seven_years_after_leaving_nothing_leads_from_the_money_to_anybody(world):
    from network.experts.models import Profile
    from payments.models import Payee

    with clock.standing_at(BEGIN):
        left_one = MAKERS["money"](world, BEGIN - timedelta(days=7 * 366))
        ref = Profile.objects.get(pk=left_one.pk).payee_ref
        remove_what_is_over()
    assert Profile.objects.get(pk=left_one.pk).payee_ref is None
    assert Payee.objects.get(public_id=ref).stripe_account == ""
