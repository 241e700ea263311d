"""Leaving for good: what she is owed comes first, then nothing she told us is anywhere."""

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import QueryDict
from django.urls import reverse

from network.audit.models import Entry
from network.common import clock
from network.common.duties import run_duty
from network.common.retention import About, all_classes, gone_on_leaving, kept_on_leaving
from network.common.states import MoveRefused
from network.consent.models import Entry as ConsentEntry
from network.consent.models import Grant
from network.engagements import services as work
from network.experts import services
from network.experts.models import Profile, Wall
from network.experts.payees import payee_for
from network.outcomes import words as verdict_words
from network.outcomes.models import Verdict
from network.people.drafts import keep_draft
from network.people.models import User
from network.people.safe_contact import SafeContact, keep_safe_contact
from network.people.services.closing import KEPT_COLUMNS
from network.safeguarding.services import raise_concern
from network.taxonomy.models import Topic
from network.vault import services as vault
from network.vault.models import Sealed
from payments.models import Payment
from tests import canaries, factories
from tests.engagements import make
from tests.outcomes import make as outcomes
from tests.payments.make import make_due

pytestmark = pytest.mark.django_db
ALIAS, TOPIC, WORDS = "Canaryalias7f3a", "Canarytopic9b2c", "Canarywords4d1e"


@pytest.fixture
def expert():
    return factories.expert()


@pytest.fixture
def client(sign_in, expert):
    return sign_in(expert.user, confirmed=True)


def state(expert):
    return Profile.objects.get(pk=expert.pk).state


def press(client):
    return client.post(reverse("rights:leave"), {"sure": "on"})


def owes(expert) -> Payment:
    """Something is still owed to this expert."""
    payment = make_due()
    Profile.objects.filter(pk=expert.pk).update(payee_ref=payment.payee.public_id)
    expert.refresh_from_db()
    return payment


def settle(payment) -> None:
    Payment.objects.filter(pk=payment.pk).update(state="settled")


def everything_stored() -> dict[str, str]:
    """All that the database holds, as text, by "table.column"."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column.name if hasattr(column, "name") else column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    found[f"{table}.{column}"] = found.get(f"{table}.{column}", "") + f" {_text(value)}"
    for session in Session.objects.all():
        found["django_session.decoded"] = found.get("django_session.decoded", "") + str(session.get_decoded())
    return found


def _text(value) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def places_of(*words) -> set[str]:
    stored = everything_stored()
    return {place for place, text in stored.items() if any(word in text for word in words)}


def somebody_with_much_to_tell():
    """An expert with work, words, a concern, a contact, a draft and a verdict, and a word that is only theirs in each."""
    [invitation] = make.invited()
    expert = invitation.profile
    User.objects.filter(pk=expert.user_id).update(alias=ALIAS)
    expert.user.refresh_from_db()
    own = Topic.objects.create(slug="own-topic", name=TOPIC, pillar="protection")
    expert.topics.add(own)
    official = invitation.sent_by
    note = outcomes.note(work.accept_invitation(invitation, expert.user, attend=True), words=WORDS)
    claim = outcomes.claimed(official, note)
    verdict = Verdict.objects.create(recommendation=claim, profile=expert, holds=False, at=clock.now())
    verdict_words.keep(verdict, WORDS)
    keep_safe_contact(expert.user.public_id, SafeContact("email", f"{WORDS}@example.org"))
    raise_concern(expert.user, "pay", False, WORDS)
    keep_draft(expert.user, "/help/tell-us/", QueryDict(f"words={WORDS}"))
    Payment.objects.update(state="settled")
    return Profile.objects.get(pk=expert.pk)


def test_after_leaving_no_column_of_any_table_knows_her(sign_in):
    expert = somebody_with_much_to_tell()
    words = canaries.plant(expert)
    told = (ALIAS, WORDS, *words.values())
    client = sign_in(expert.user, confirmed=True)
    assert "people_user.alias" in places_of(*told), "the search finds what is there"
    assert press(client).url == "/leave-safely/"
    assert places_of(*told) == set()
    assert places_of(TOPIC) == {"taxonomy_topic.name"}, "the word of the field itself, with nobody beside it"
    assert not Profile.topics.through.objects.filter(profile=expert).exists()


def rows_of(expert) -> dict[str, int]:
    """How many rows of each table lead straight to this person."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if not (field.concrete and field.is_relation and not field.many_to_many):
                continue
            person = {User: expert.user_id, Profile: expert.pk}.get(field.related_model)
            if person:
                count = model._default_manager.filter(**{field.name: person}).count()
                found[model._meta.label] = found.get(model._meta.label, 0) + count
    return found


def test_what_the_page_calls_deleted_is_gone_and_what_is_left_is_called_kept(sign_in):
    expert = somebody_with_much_to_tell()
    client = sign_in(expert.user, confirmed=True)
    press(client)
    kept = {label for data in kept_on_leaving() for label in data.models}
    left = {label for label, count in rows_of(expert).items() if count}
    assert left <= kept
    assert "engagements.Invitation" in left and "experts.SpokenLanguage" not in left


def test_the_page_is_the_table_of_what_is_kept(client):
    page = client.get(reverse("rights:leave"))
    for data in (*gone_on_leaving(), *kept_on_leaving()):
        assert data.what in page.text.replace("&#x27;", "'"), data.name
    for data in kept_on_leaving():
        assert data.stays in page.text and data.why in page.text and str(data.until)[1:] in page.text
    latest = clock.months_later(clock.now(), 84)
    assert f'At the latest <time datetime="{latest:%Y-%m-%d}' in page.text, (
        "the day by which money is cut off"
    )
    assert {each.about for each in gone_on_leaving()} == {About.EXPERT}
    assert len(gone_on_leaving()) + len(kept_on_leaving()) == sum(
        each.about is About.EXPERT for each in all_classes()
    )


def test_it_is_not_done_without_the_tick(client, expert):
    assert b"Tick the box" in client.post(reverse("rights:leave"), {}).content
    assert state(expert) == "active"


def test_it_is_not_done_before_confirming_who_it_is(sign_in, expert):
    answer = press(sign_in(expert.user))
    assert answer.url.startswith(reverse("account_reauthenticate")) and state(expert) == "active"


def test_afterwards_nothing_can_be_read_and_nobody_can_sign_in(client, expert):
    concern = raise_concern(expert.user, "pay", False, "Words")
    words = canaries.plant(expert)
    Authenticator.objects.create(user=expert.user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert press(client).url == "/leave-safely/" and state(expert) == "left"
    owners = (expert.public_id, expert.user.public_id, concern.public_id)
    assert all(vault.unseal(owner, *words, "raised") == {} for owner in owners)
    assert Sealed.objects.count() == 0
    with pytest.raises(vault.Shredded):
        vault.seal(expert.public_id, about="again")
    user = User.objects.get(pk=expert.user.pk)
    assert not user.is_active and not user.has_usable_password() and user.alias == f"left-{user.public_id}"
    assert not Authenticator.objects.filter(user=user).exists() and not user.roles
    assert client.get(reverse("experts:profile")).status_code == 302


def test_the_account_is_emptied_column_by_column(expert):
    User.objects.filter(pk=expert.user_id).update(
        language="fr", time_zone="Africa/Nairobi", last_login=clock.now()
    )
    services.leave(Profile.objects.get(pk=expert.pk))
    user = User.objects.get(pk=expert.user_id)
    own = {"alias", "password", "is_active"}
    for field in User._meta.concrete_fields:
        if field.name not in KEPT_COLUMNS | own:
            assert getattr(user, field.attname) == field.get_default(), field.name


def test_the_receipts_remain(client, expert):
    press(client)
    acts = list(ConsentEntry.objects.filter(person=expert.user).values_list("act", flat=True))
    assert acts.count("withdraw") == acts.count("grant") == 2
    assert not Grant.objects.filter(person=expert.user).exists() and Profile.objects.get(pk=expert.pk).left_at


class TestMoneyComesFirst:
    def test_a_leave_while_money_is_open_waits_and_stops_everything(self, client, expert):
        owes(expert)
        assert b"Leave as soon as I am paid" in client.get(reverse("rights:leave")).content
        assert press(client).url == reverse("rights:leave") and state(expert) == "leaving"
        page = client.get(reverse("rights:leave")).content
        assert b"You asked to leave" in page and b"I want to stay" in page and b"Leave now" not in page
        assert b"You asked to leave" in client.get(reverse("consent:home")).content
        assert vault.unseal(expert.public_id, "payout_details"), (
            "where her money goes is needed until it is there"
        )

    def test_it_completes_by_itself_once_the_money_is_over(self, client, expert):
        payment = owes(expert)
        press(client)
        assert run_duty("experts.leave") == 0 and state(expert) == "leaving"
        settle(payment)
        assert (run_duty("experts.leave"), run_duty("experts.leave")) == (1, 0)
        assert state(expert) == "left" and vault.unseal(expert.public_id, "payout_details") == {}
        entry = Entry.objects.get(action="experts.profile.leave")
        assert (entry.actor, entry.detail["before"]) == ("worker", "leaving")
        assert client.get(reverse("experts:profile")).status_code == 302

    def test_she_can_press_again_once_she_is_paid(self, client, expert):
        payment = owes(expert)
        press(client)
        assert press(client).url == reverse("rights:leave"), "pressing twice changes nothing"
        settle(payment)
        assert press(client).url == "/leave-safely/" and state(expert) == "left"

    def test_she_can_stay_and_nothing_starts_by_itself(self, client, expert):
        owes(expert)
        press(client)
        client.post(reverse("rights:stay"))
        assert state(expert) == "paused"
        client.post(reverse("rights:stay"))
        assert state(expert) == "paused" and run_duty("experts.leave") == 0

    def test_somebody_who_changed_her_mind_meanwhile_stays(self, expert):
        """The duty looks again under the lock."""
        payment = owes(expert)
        services.leave(expert)
        stale = Profile.objects.get(pk=expert.pk)
        settle(payment)
        services.stay(expert)
        from network.experts.services.leaving import _complete

        assert _complete(stale) is False and state(expert) == "paused"


def test_leaving_twice_is_refused(expert):
    assert services.leave(expert)
    with pytest.raises(MoveRefused):
        services.leave(expert)


def test_another_expert_is_untouched(client, expert):
    other = factories.expert()
    payee_for(other)
    press(client)
    assert vault.unseal(other.public_id, "legal_name") and other.languages.exists()
    assert Wall.objects.count() == 0 and state(other) == "active"
