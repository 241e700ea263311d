import pytest

from network.common.states import MoveRefused
from network.consultations import publication, services
from network.consultations.publication import Unmet, register_check, results_of
from network.people.roles import Role
from payments.models import RateCard
from tests import factories
from tests.consultations import make

pytestmark = pytest.mark.django_db


def unmet(consultation) -> set[str]:
    return {result.check.name for result in results_of(consultation) if result.unmet}


def test_a_complete_funded_draft_lacks_only_its_review():
    assert unmet(make.funded()) == {"informed"}


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("clear", {"cannot_change": ""}),
        ("clear", {"topics": []}),
        ("realistic", {"earliest_date": 11}),
        ("in_time", {"decision_date": 44}),
        ("questions", {"questions": ["Have you ever been arrested?"]}),
        ("resourced", {"seats": 4}),
    ],
)
def test_each_check_names_what_is_wrong(name, changes):
    made = make.funded()
    changes = {
        field: make.in_days(value) if field.endswith("date") else value for field, value in changes.items()
    }
    questions = changes.pop("questions", None)
    services.save_fields(made, made.created_by, **changes)
    if questions:
        services.save_questions(made, made.created_by, questions)
    assert unmet(make.reload(made)) == {name, "informed"}


def test_advice_of_the_linter_does_not_stop_a_request():
    made = make.funded()
    services.save_questions(made, made.created_by, ["Don't you agree that this is better?"])
    assert make.reload(made).questions.get().findings
    assert "questions" not in unmet(make.reload(made))


def test_officials_may_be_one_more_than_the_experts_in_the_room():
    made = make.funded(seats=2)
    person = services.writing.Present("Somebody", "Listens")
    services.save_attendees(made, made.created_by, [person] * 3)
    assert "room" not in unmet(make.reload(made))
    services.save_attendees(made, made.created_by, [person] * 4)
    assert "room" in unmet(make.reload(made))


def test_one_to_one_work_counts_one_expert_in_the_room():
    make.rates("one-to-one")
    made = make.draft(activity="one-to-one", seats=5)
    services.save_attendees(made, made.created_by, [services.writing.Present("Somebody", "Listens")] * 3)
    assert "room" in unmet(make.reload(made))


@pytest.mark.parametrize("lack", [{"trained_until": None}, {"trained_until": -1}, {"code_signed_at": None}])
def test_the_official_is_trained_and_has_signed(lack):
    lack = {field: make.in_days(value) if value else None for field, value in lack.items()}
    assert "prepared" in unmet(make.draft(factories.official(**lack)))


def test_who_submits_must_be_prepared_too():
    made = make.funded()
    untrained = factories.official(made.agency, trained_until=None)
    with pytest.raises(services.NotReady, match="training"):
        services.submit_request(made, untrained)


def test_pay_below_the_floor_stops_it_and_names_the_right_sum():
    made = make.funded()
    RateCard.objects.update(hourly_minor=8_000)
    with pytest.raises(services.NotReady, match=r"right sum is \$284\.38"):
        services.submit_request(make.reload(made), made.created_by)


def test_a_floor_raised_after_submission_stops_publication():
    made = make.in_review()
    make.Rate.objects.update(amount_minor=9_500)
    with pytest.raises(services.NotReady, match="right sum"):
        services.publish_request(made, factories.user(Role.MANAGER))


def test_too_short_preparation_is_not_quoted():
    assert "fair_pay" in unmet(make.draft(preparation_minutes=59))


def test_a_suspended_office_publishes_nothing():
    made = make.in_review()
    made.agency.state = "suspended"
    made.agency.save()
    with pytest.raises(services.NotReady, match="not verified"):
        services.publish_request(made, factories.user(Role.MANAGER))


def test_notice_is_counted_again_on_the_day_of_publication(time_machine_at):
    made = make.in_review()
    with time_machine_at(make.in_days(20)), pytest.raises(services.NotReady, match="working days away"):
        services.publish_request(made, factories.user(Role.MANAGER))


def test_an_app_above_adds_its_own_check(monkeypatch):
    monkeypatch.setattr(publication, "_CHECKS", dict(publication._CHECKS))
    register_check("debts", lambda consultation: Unmet("Two answers are overdue."), "Answer them first.")
    made = make.funded()
    with pytest.raises(MoveRefused, match=r"Two answers are overdue\. Answer them first\."):
        services.submit_request(made, made.created_by)


def test_the_gate_takes_a_fixed_number_of_queries(django_assert_max_num_queries):
    made = make.funded()
    services.save_questions(made, made.created_by, ["What works?"] * 8)
    loaded = make.reload(made)
    with django_assert_max_num_queries(6):
        results_of(loaded)
