"""Her own copy: all that the network holds about her work, her words and her money, and nothing of anybody else."""

import json

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.consultations.exported_terms import TERMS
from network.consultations.terms import terms_of
from network.engagements import services
from network.engagements.models import Contribution, Engagement, Invitation
from network.experts import services as experts
from network.experts.export import all_sections, everything_about
from network.experts.models import Profile
from network.experts.readable import readable_copy
from network.outcomes.models import Verdict
from network.people.models import User
from network.safeguarding.models import Concern
from payments.models import Payee, Payment
from tests import factories
from tests.engagements import make, stories

pytestmark = pytest.mark.django_db

# Every table of ours with a row that belongs to a person, and the section of the copy that holds it.
HELD_IN = {
    "agencies.Official": "no expert: an official's own room shows it",
    "consent.Entry": "receipts",
    "consent.Grant": "agreements",
    "consent.Recall": "recalls",
    "consultations.ConsultationRequest": "no expert: which manager reviewed it",
    "consultations.ReviewNote": "no expert: what reviewers and offices write",
    "engagements.Agreement": "work",
    "engagements.Contribution": "notes",
    "engagements.Engagement": "work",
    "engagements.Invitation": "invitations",
    "engagements.Session": "work",
    "experts.AgencyAlias": "names_at_offices",
    "experts.DayOff": "profile",
    "experts.Opening": "openings",
    "experts.Profile": "profile",
    "experts.Reading": "who_looked",
    "experts.SpokenLanguage": "profile",
    "experts.Wall": "walls",
    "experts.WeeklyWindow": "profile",
    "matching.Draw": "no expert: which manager drew",
    "matching.Entrant": "draws",
    "notifications.ContactState": "contact_checks",
    "notifications.Notice": "notices",
    "outcomes.Recommendation": "recommendations",
    "outcomes.Verdict": "recommendations",
    "payments.Attempt": "money",
    "payments.Payment": "money",
    "payments.Step": "money",
    "people.EntryLink": "no expert yet: a link lasts until it is used, and holds nothing",
    "people.JoinRequest": "no expert: which manager answered",
    "people.KeptDraft": "drafts",
    "people.RoleGrant": "account",
    "safeguarding.Concern": "concerns",
    "voices.Voice": "voices",
}
OWNED = {User, Profile, Payee, Payment, Invitation, Engagement, Contribution, Concern}


def personal_tables() -> set[str]:
    """Every table of ours that points at a person, or at something of hers."""
    return {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith(("network.", "payments."))
        and any(
            field.related_model in OWNED
            for field in model._meta.get_fields()
            if field.is_relation and not field.auto_created
        )
    }


def unplaced(tables: set[str]) -> list[str]:
    """Tables without a section, and those whose section does not exist."""
    sections = all_sections()
    return sorted(
        table
        for table in tables
        if not HELD_IN.get(table, "?").startswith("no expert") and HELD_IN.get(table) not in sections
    )


def test_every_table_about_an_expert_has_its_section():
    assert len(personal_tables()) > 20
    assert unplaced(personal_tables()) == []


def test_a_forgotten_table_is_found():
    assert unplaced({"engagements.Diary"}) == ["engagements.Diary"]


@pytest.fixture
def story():
    return stories.checked()


def test_nothing_she_is_told_or_said_is_missing(story):
    """Every word and moment that her pages show of one whole story."""
    text = json.dumps(everything_about(story.engagement.profile), ensure_ascii=False)
    terms, payment = story.engagement.invitation.terms, Payment.objects.get()
    for told in (
        stories.WORDS, stories.CHANGE, stories.MISSING, stories.REFERENCE,
        terms["title"], terms["agency"], terms["uses"], terms["can_change"], *terms["questions"],
        terms["attendees"][0]["who"], "Move step 4 behind step 6.", "It was asked for by many.",
        "Done in version 3.", "6, 4", "Disputed", str(make.PAY), story.engagement.public_id,
        story.engagement.agreed_at.isoformat(), story.engagement.completed_at.isoformat(),
        story.note.agreed_at.isoformat(), payment.paid_at.isoformat(),
        story.engagement.sessions.get().starts_at.isoformat(),
    ):  # fmt: skip
        assert told in text, told


def test_it_can_be_read_before_and_after_her_word_on_the_change(story):
    profile = story.engagement.profile
    assert stories.MISSING in str(readable_copy(profile))
    Verdict.objects.all().delete()
    assert stories.MISSING not in str(readable_copy(profile))


def test_each_step_of_the_money_is_there(story):
    [payment] = everything_about(story.engagement.profile)["money"]["payments"]
    assert (payment["amount_minor"], payment["currency"], payment["state"]) == (make.PAY, "USD", "paid")
    assert [step["state"] for step in payment["steps"]] == ["reserved", "due", "released", "paid"]
    assert payment["work"] == story.engagement.public_id


def test_while_she_is_to_meet_it_says_how_to_join():
    session = make.proposed()
    [work] = everything_about(session.profile)["work"]
    assert work["sessions"][0]["how_to_join"] == "A link comes by post."


def test_nothing_of_another_expert_is_in_it(story):
    other = json.dumps(everything_about(factories.expert()))
    for theirs in (stories.WORDS, stories.MISSING, story.engagement.public_id, story.note.public_id):
        assert theirs not in other


def test_an_invitation_that_never_reached_her_is_not_told():
    """It would say that an office drew her while she was away: she said that nothing should reach her."""
    profile = factories.expert()
    made = make.request()
    draw = make.run_draw(made, make.manager())
    experts.pause(profile)
    services.send_invitations(draw, made.created_by)
    assert everything_about(profile)["invitations"] == []


def test_the_terms_are_described_one_by_one():
    assert set(TERMS["properties"]) == set(terms_of(make.request()))


def test_ten_times_as_much_takes_the_same_queries(story, django_assert_num_queries):
    profile = story.engagement.profile
    with CaptureQueriesContext(connection) as few:
        everything_about(profile)
    for _ in range(4):
        made = make.request()
        [invitation] = services.send_invitations(make.run_draw(made, make.manager()), made.created_by)
        make.proposed(services.accept_invitation(invitation, profile.user, attend=True))
    with django_assert_num_queries(len(few)):
        everything_about(profile)
