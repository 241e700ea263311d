import pytest
from django.db import transaction

from network.agencies.models import Official
from network.audit.models import Entry
from network.common import clock
from network.common.states import MoveRefused
from network.consultations import services
from network.consultations.models import ConsultationRequest
from network.consultations.services.writing import MOST_QUESTIONS, Present
from network.consultations.signals import request_moved
from network.consultations.states import RequestState
from network.notifications.models import Notice
from network.people.roles import Role
from payments.models import Fund
from payments.queries import fund_balances
from tests import factories
from tests.consultations import make

pytestmark = pytest.mark.django_db


def test_the_whole_way_to_publication():
    manager = factories.user(Role.MANAGER)
    published = make.published(manager=manager)
    assert published.state == RequestState.PUBLISHED
    assert published.published_at and published.reviewed_by == manager
    assert published.review_by is None


def test_submitting_fixes_the_pay_of_all_minutes_at_the_card():
    made = make.submitted()
    # 60 + 120 + 30 minutes at $90 an hour.
    assert (made.pay_minor, made.hourly_minor, made.currency) == (31_500, 9_000, "USD")


def test_a_later_card_does_not_change_a_submitted_request():
    made = make.submitted()
    card = make.rates()
    card.hourly_minor = 20_000
    card.save()
    manager = factories.user(Role.MANAGER)
    services.start_review(made, manager)
    services.publish_request(make.reload(made), manager)
    assert make.reload(made).pay_minor == 31_500


def test_the_review_clock_is_three_working_days_of_the_office():
    made = make.submitted()
    assert made.review_by == clock.add_working_days(made.submitted_at, 3, made.agency.time_zone)


def test_an_unfunded_request_is_not_submitted_and_nothing_is_kept():
    made = make.draft()
    with pytest.raises(services.NotReady, match="is promised"):
        services.submit_request(made, made.created_by)
    kept = make.reload(made)
    assert kept.state == RequestState.DRAFT
    assert not kept.versions.exists() and kept.submitted_by is None and not Notice.objects.exists()


def test_a_fund_below_the_whole_cost_is_refused():
    made = make.draft()
    with pytest.raises(MoveRefused, match=r"at least \$1,134\.00"):
        services.commit_fund(
            made, made.created_by, kind=Fund.Kind.TRANSFER, reference="T1", amount_minor=113_399
        )
    assert not Fund.objects.exists()


def test_the_fund_belongs_to_the_office_and_holds_what_was_promised():
    made = make.funded()
    fund = Fund.objects.get(public_id=made.fund_ref)
    assert fund.payer_ref == made.agency.payer_ref
    assert fund_balances(fund)["available"] == 120_000


def test_a_new_promise_gives_the_earlier_one_back():
    made = make.funded()
    first = made.fund_ref
    services.commit_fund(made, made.created_by, kind=Fund.Kind.TRANSFER, reference="T2", amount_minor=150_000)
    assert fund_balances(Fund.objects.get(public_id=first))["available"] == 0
    assert fund_balances(Fund.objects.get(public_id=make.reload(made).fund_ref))["available"] == 150_000


def test_only_an_approver_promises_money():
    made = make.draft()
    requester = factories.official(made.agency, duty=Official.Duty.REQUESTER)
    with pytest.raises(MoveRefused, match="approver"):
        services.commit_fund(made, requester, kind=Fund.Kind.TRANSFER, reference="T", amount_minor=200_000)


@pytest.mark.parametrize("change", [{"duty": Official.Duty.READER}, {"agency": None}])
def test_readers_and_other_offices_change_nothing(change):
    made = make.draft()
    other = factories.official(change.pop("agency", made.agency), **change)
    for write in (
        lambda: services.save_fields(made, other, summary="mine"),
        lambda: services.save_questions(made, other, ["What works?"]),
        lambda: services.save_attendees(made, other, [Present("Me", "Listens")]),
        lambda: services.submit_request(made, other),
        lambda: services.withdraw_request(made, other),
    ):
        with pytest.raises(MoveRefused):
            write()
    assert make.reload(made).summary != "mine"


def test_a_submitted_request_cannot_be_changed():
    made = make.submitted()
    with pytest.raises(MoveRefused, match="cannot be changed"):
        services.save_fields(made, made.created_by, seats=9)


def test_questions_keep_their_order_and_the_findings():
    made = make.draft(questions=["What works?", "  ", "Where do you live?"])
    first, second = made.questions.all()
    assert (first.position, first.text, first.findings) == (1, "What works?", [])
    assert second.findings[0]["category"] == "identifying people"
    assert second.findings[0]["refused"]


def test_there_are_eight_questions_at_most():
    made = make.draft()
    with pytest.raises(MoveRefused, match="at most 8"):
        services.save_questions(made, made.created_by, ["What works?"] * (MOST_QUESTIONS + 1))
    assert len(make.reload(made).questions.all()) == len(make.QUESTIONS)


def test_each_submission_is_kept_as_a_version_and_told_to_managers():
    manager = factories.user(Role.MANAGER)
    made = make.in_review(manager=manager)
    services.ask_changes(made, manager, "Say more about the budget.")
    services.save_fields(made, made.created_by, summary="With the budget.")
    services.submit_request(made, made.created_by)
    versions = list(made.versions.all())
    assert [version.number for version in versions] == [1, 2]
    assert versions[0].snapshot["summary"] != versions[1].snapshot["summary"] == "With the budget."
    assert Notice.objects.filter(person=manager, event="request_submitted").count() == 2


def test_changes_are_asked_for_with_a_note_or_not_at_all():
    manager = factories.user(Role.MANAGER)
    made = make.in_review(manager=manager)
    with pytest.raises(MoveRefused, match="Write what"):
        services.ask_changes(made, manager, "  ")
    assert make.reload(made).state == RequestState.IN_REVIEW
    services.ask_changes(made, manager, "Say more.")
    assert make.reload(made).state == RequestState.CHANGES_ASKED
    assert [note.text for note in made.review_notes.all()] == ["Say more."]
    assert Notice.objects.filter(person=made.created_by.user, event="request_changes_asked").exists()


def test_a_resubmitted_request_needs_a_new_review():
    manager = factories.user(Role.MANAGER)
    made = make.in_review(manager=manager)
    services.ask_changes(made, manager, "Say more.")
    services.submit_request(made, made.created_by)
    with pytest.raises(services.NotReady, match="reviewed"):
        services.publish_request(make.reload(made), manager)


def test_declining_gives_the_money_back_and_says_why():
    manager = factories.user(Role.MANAGER)
    made = make.in_review(manager=manager)
    services.decline_request(made, manager, "The decision is made already.")
    assert make.reload(made).state == RequestState.DECLINED
    assert fund_balances(Fund.objects.get(public_id=made.fund_ref))["available"] == 0


def test_withdrawing_gives_the_money_back():
    made = make.published()
    services.withdraw_request(made, made.created_by)
    assert make.reload(made).state == RequestState.WITHDRAWN
    assert fund_balances(Fund.objects.get(public_id=made.fund_ref))["available"] == 0


def test_readers_of_the_office_are_not_told():
    official = factories.official()
    reader = factories.official(official.agency, duty=Official.Duty.READER)
    make.published(official)
    assert Notice.objects.filter(person=official.user, event="request_published").exists()
    assert not Notice.objects.filter(person=reader.user).exists()


def test_an_app_above_hears_of_a_move_and_may_refuse_it():
    made = make.published()

    def refuse(sender, consultation, move, actor, **kwargs):
        assert (consultation.pk, move, actor) == (made.pk, "withdraw", made.created_by.user)
        raise MoveRefused("Experts are at work.")

    request_moved.connect(refuse)
    try:
        with pytest.raises(MoveRefused, match="at work"), transaction.atomic():
            services.withdraw_request(made, made.created_by)
    finally:
        request_moved.disconnect(refuse)
    assert make.reload(made).state == RequestState.PUBLISHED


def test_what_nobody_took_up_expires_after_its_last_day(time_machine_at):
    made = make.published()
    with time_machine_at(made.latest_date):
        assert services.expire_requests() == 0
    with time_machine_at(made.latest_date, days=2):
        assert services.expire_requests() == 1
        assert services.expire_requests() == 0
    ended = make.reload(made)
    assert ended.state == RequestState.EXPIRED and ended.closed_at
    assert Notice.objects.filter(event="request_expired", person=made.created_by.user).count() == 1


def test_staffed_requests_do_not_expire(time_machine_at):
    made = make.published()
    services.staff_request(made, actor=None, role="worker")
    with time_machine_at(made.latest_date, days=2):
        assert services.expire_requests() == 0


def test_closing_returns_the_rest():
    made = make.published()
    services.staff_request(made, actor=None, role="worker")
    services.close_request(made, actor=None, role="worker")
    assert fund_balances(Fund.objects.get(public_id=made.fund_ref))["available"] == 0


def test_every_move_is_in_the_audit_log():
    made = make.published()
    actions = list(Entry.objects.filter(object_id=made.public_id).values_list("action", flat=True))
    assert actions == [
        "consultations.started",
        "consultations.funded",
        "consultations.consultationrequest.submit",
        "consultations.consultationrequest.start_review",
        "consultations.consultationrequest.publish",
    ]


def test_a_suspended_office_starts_nothing():
    official = factories.official(factories.agency(state="suspended"))
    with pytest.raises(MoveRefused, match="verified"):
        services.start_request(official, "A title")
    assert not ConsultationRequest.objects.exists()
