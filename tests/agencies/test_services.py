from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from network.agencies import services
from network.agencies.models import Agency, Official
from network.agencies.states import AgencyState, Reason
from network.audit.models import Entry
from network.common import clock
from network.common.states import MoveRefused
from network.people.entry import complete_joining, entry_path
from network.people.models import EntryLink
from network.people.roles import Role
from network.vault import services as vault
from tests import factories

pytestmark = pytest.mark.django_db

EMAIL = "first.official@office.example"


def register(name="Office of Referral", **fields):
    return services.register_office(
        official=services.FirstOfficial("First Official", "Adviser", EMAIL),
        name=name,
        level=Agency.Level.NATIONAL,
        jurisdiction="AU",
        time_zone="Australia/Sydney",
        purpose="A new guide",
        **fields,
    )


def test_registering_keeps_an_office_to_be_verified_in_three_working_days():
    agency, first = register()
    assert agency.state == AgencyState.REGISTERED
    assert clock.working_days_between(clock.now(), agency.verify_by, agency.time_zone) == 3
    assert (first.duty, first.user, agency.currency) == (Official.Duty.APPROVER, None, "AUD")


def test_the_work_address_is_sealed_and_nowhere_else():
    _, first = register()
    contact = vault.unseal(first.public_id, "safe_contact")["safe_contact"]
    assert contact["address"] == EMAIL and contact["may_name_network"]
    assert EMAIL not in str(list(Official.objects.values()) + list(Entry.objects.values()))


def test_a_name_is_registered_once():
    register()
    with pytest.raises(IntegrityError), transaction.atomic():
        register()
    assert Agency.objects.count() == 1 and Official.objects.count() == 1


def test_verifying_sends_the_first_official_an_entry_link():
    agency, first = register()
    [link] = services.verify_office(agency, by=factories.user(Role.MANAGER))
    assert agency.state == AgencyState.VERIFIED and agency.verify_by is None
    assert (link.role, link.reference, link.send_to) == (Role.OFFICIAL, first.public_id, first.public_id)
    assert link.send_due_at and entry_path(link).startswith("/enter/")


def test_joining_connects_the_official_to_their_account():
    agency, first = register()
    [link] = services.verify_office(agency, by=factories.user(Role.MANAGER))
    joined = factories.user(Role.OFFICIAL)
    complete_joining(joined, link)
    first.refresh_from_db()
    assert first.user == joined


def test_a_second_link_cannot_make_somebody_else_the_same_official():
    agency, first = register()
    manager = factories.user(Role.MANAGER)
    [link] = services.verify_office(agency, by=manager)
    again = services.send_entry_link(first, by=manager)
    complete_joining(factories.user(Role.OFFICIAL), link)
    with pytest.raises(MoveRefused, match="already used"):
        complete_joining(factories.user(Role.OFFICIAL), again)
    first.refresh_from_db()
    with pytest.raises(MoveRefused, match="already has an account"):
        services.send_entry_link(first, by=manager)


def test_declining_keeps_the_reason_and_sends_nothing():
    agency, _ = register()
    services.decline_office(agency, Reason.NOT_PUBLIC, by=factories.user(Role.MANAGER))
    assert (agency.state, agency.reason) == (AgencyState.DECLINED, Reason.NOT_PUBLIC)
    assert not EntryLink.objects.exists()
    assert Entry.objects.get(action="agencies.agency.decline").detail["reason_code"] == "not_public"
    with pytest.raises(MoveRefused):
        services.verify_office(agency, by=factories.user(Role.MANAGER))


def test_a_suspended_office_is_restored_without_its_reason():
    agency, manager = factories.agency(), factories.user(Role.MANAGER)
    services.suspend_office(agency, Reason.BROKEN_CODE, by=manager)
    assert (agency.state, agency.reason) == (AgencyState.SUSPENDED, Reason.BROKEN_CODE)
    services.restore_office(agency, by=manager)
    assert (agency.state, agency.reason) == (AgencyState.VERIFIED, "")


def invite(host, **fields):
    colleague = {"name": "New Colleague", "job_title": "Clerk", "duty": "reader", "email": EMAIL}
    return services.invite_official(host, **colleague | fields)


def test_an_approver_invites_a_colleague_by_mail():
    host = factories.official()
    colleague = invite(host)
    assert colleague.agency == host.agency and colleague.code_signed_at is None
    assert EntryLink.objects.get(reference=colleague.public_id).send_to == colleague.public_id


@pytest.mark.parametrize("fields", [{"duty": Official.Duty.REQUESTER}, {"duty": Official.Duty.READER}])
def test_others_invite_nobody(fields):
    with pytest.raises(MoveRefused, match="Only an approver"):
        invite(factories.official(**fields))


def test_an_approver_of_a_suspended_office_invites_nobody():
    with pytest.raises(MoveRefused, match="Only an approver"):
        invite(factories.official(factories.agency(state="suspended")))
    assert Official.objects.count() == 1


def test_the_code_is_signed_once():
    official = factories.official(code_signed_at=None)
    services.sign_code(official)
    first = official.code_signed_at
    services.sign_code(official)
    official.refresh_from_db()
    assert official.code_signed_at == first
    assert Entry.objects.filter(action="agencies.code_signed").count() == 1


def test_training_holds_twelve_months_and_is_never_shortened():
    official = factories.official(trained_until=None)
    today, manager = clock.now().date(), factories.user(Role.MANAGER)
    services.record_training(official, today, by=manager)
    official.refresh_from_db()
    assert official.trained_until == clock.months_later(clock.now(), 12).date()
    services.record_training(official, today - timedelta(days=90), by=manager)
    official.refresh_from_db()
    assert official.trained_until == clock.months_later(clock.now(), 12).date()
