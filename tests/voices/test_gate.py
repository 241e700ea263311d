"""The gate of words for the public: every view asks, and every reason gives the same nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.audit.models import Entry
from network.common import clock
from network.consent import ledger, texts
from network.consent.purposes import NETWORK, PUBLIC, Audience, AudienceKind, Purpose
from network.experts import published, services
from network.experts.models import Profile, Reading
from network.experts.published import Offered, own_words, published_words
from network.voices.queries import all_shown, shown
from network.voices.services import take_back
from payments.models import Payment
from tests import canaries, factories
from tests.payments.make import make_due

pytestmark = pytest.mark.django_db
QUOTE, STORY, NAME = Purpose.QUOTE, Purpose.STORY, Purpose.NAME
KINDS = [QUOTE, STORY]


def says(voice) -> str:
    return own_words(voice.profile, [voice.public_id])[voice.public_id]


def named(voice) -> str:
    return shown([voice.public_id])[voice.public_id].name


@pytest.mark.parametrize("kind", KINDS)
def test_while_she_agrees_everybody_reads_her_words_without_a_name(kind):
    voice = factories.voice(kind=kind)
    found = shown([voice.public_id])
    assert found == {voice.public_id: (says(voice), "", "en", kind.value)} == all_shown()


# Each reason: what happens to somebody whose words are shown, and how much later they are asked for.


def withdrawn(voice):
    ledger.withdraw(voice.profile.user, Purpose(voice.kind), PUBLIC)


def lapsed(voice):
    ledger.grant(voice.profile.user, Purpose(voice.kind), PUBLIC, until=clock.now() + timedelta(days=5))
    return timedelta(days=5)


def paused(voice):
    services.pause(voice.profile)


def leaving(voice):
    """She waits for money."""
    payment = make_due()
    Profile.objects.filter(pk=voice.profile.pk).update(payee_ref=payment.payee.public_id)
    assert not services.leave(Profile.objects.get(pk=voice.profile.pk))


def left(voice):
    Payment.objects.all().delete()
    assert services.leave(voice.profile)


def taken_back(voice):
    take_back(voice)


REASONS = [withdrawn, lapsed, paused, leaving, left, taken_back]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("why", REASONS)
def test_every_reason_gives_the_same_nothing(why, kind):
    voice, other = factories.voice(kind=kind, with_name=True), factories.voice(kind=kind)
    assert shown([voice.public_id])
    later = why(voice) or timedelta(0)
    with clock.standing_at(clock.now() + later):
        assert shown([voice.public_id]) == shown(["never-was"]) == {}
        assert list(all_shown()) == [other.public_id]


@pytest.mark.parametrize("kind", KINDS)
def test_words_of_the_question_that_changed_show_nothing(kind, monkeypatch):
    voice = factories.voice(kind=kind)
    for spoken in texts.TEXTS.values():
        monkeypatch.setitem(spoken, kind, spoken[kind]._replace(version=spoken[kind].version + 1))
    assert shown([voice.public_id]) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_ledgers_question_words_would_stay(kind, monkeypatch):
    """The negative control: the words are still sealed, so it is the question that hides them."""
    voice = factories.voice(kind=kind)
    withdrawn(voice)
    assert shown([voice.public_id]) == {}
    monkeypatch.setattr(published, "_agreed", lambda people: {(voice.profile.user_id, kind)})
    assert shown([voice.public_id])[voice.public_id].words == says(voice)


def test_a_yes_that_ends_while_the_words_are_opened_already_counts(monkeypatch):
    voice, unseal = factories.voice(), published.vault.unseal_each

    def withdrawn_meanwhile(places):
        opened = unseal(places)
        withdrawn(voice)
        return opened

    monkeypatch.setattr(published.vault, "unseal_each", withdrawn_meanwhile)
    assert shown([voice.public_id]) == {}


def test_a_second_yes_that_was_not_said_shows_nothing():
    voice = factories.voice(kind=STORY)
    withdrawn(voice)
    ledger.grant(voice.profile.user, STORY, PUBLIC)
    with clock.standing_at(clock.now() + timedelta(days=30)):
        assert shown([voice.public_id]) == {}


@pytest.mark.parametrize(
    ("purpose", "audience"),
    [
        (STORY, PUBLIC),
        (NAME, PUBLIC),
        (QUOTE, Audience(AudienceKind.ENGAGEMENT, "work")),
        (Purpose.STATISTICS, NETWORK),
    ],
)
def test_no_other_yes_shows_a_passage(purpose, audience):
    voice = factories.voice()
    withdrawn(voice)
    if audience == PUBLIC:
        factories.agree_in_public(voice.profile.user, purpose)
    else:
        ledger.grant(voice.profile.user, purpose, audience)
    assert shown([voice.public_id]) == {}


@pytest.mark.parametrize("purpose", sorted(set(Purpose) - {QUOTE, STORY}))
def test_no_purpose_but_two_opens_words(purpose):
    """Asked for by whatever name, words of a passage come out under a yes to passages or texts alone."""
    voice = factories.voice(with_name=True)
    assert published_words([Offered(voice.profile, voice.public_id, purpose, True)]) == {}


def test_the_yes_of_another_shows_nothing_of_hers():
    voice = factories.voice()
    withdrawn(voice)
    factories.voice()
    assert shown([voice.public_id]) == {}


class TestHerName:
    def test_it_stands_beside_words_where_she_chose_so_and_says_yes_to_it(self):
        voice = factories.voice(with_name=True)
        name = canaries.plant(voice.profile)["legal_name"]
        assert named(voice) == name

    def test_words_for_which_she_did_not_choose_it_stay_without(self):
        with_it = factories.voice(with_name=True)
        without = factories.voice(with_it.profile)
        assert named(with_it) and named(without) == ""
        both = shown([with_it.public_id, without.public_id])
        assert both[with_it.public_id].name and both[without.public_id].name == ""

    def test_when_its_yes_ends_the_words_stay_and_the_name_goes(self):
        voice = factories.voice(with_name=True)
        ledger.withdraw(voice.profile.user, NAME, PUBLIC)
        assert shown([voice.public_id])[voice.public_id].words and named(voice) == ""

    def test_a_yes_to_one_office_is_none_for_the_public(self):
        voice = factories.voice(with_name=True)
        ledger.withdraw(voice.profile.user, NAME, PUBLIC)
        office = Audience(AudienceKind.AGENCY, factories.agency().public_id)
        with clock.standing_at(clock.now() - timedelta(hours=80)):
            ledger.grant(voice.profile.user, NAME, office)
        ledger.confirm(voice.profile.user, NAME, office)
        assert named(voice) == ""

    def test_the_yes_of_another_opens_none(self):
        voice = factories.voice(with_name=True)
        ledger.withdraw(voice.profile.user, NAME, PUBLIC)
        other = factories.voice(with_name=True)
        found = shown([voice.public_id, other.public_id])
        assert found[voice.public_id].name == "" and found[other.public_id].name

    def test_one_that_she_never_gave_is_empty(self):
        voice = factories.voice(with_name=True)
        services.keep_particulars(voice.profile, {"legal_name": ""})
        assert named(voice) == ""


def test_the_public_is_nobody_so_no_reading_is_written():
    voice = factories.voice(with_name=True)
    before = Entry.objects.count()
    assert shown([voice.public_id])
    assert not Reading.objects.exists() and Entry.objects.count() == before


def test_twelve_take_as_many_queries_as_one(django_assert_num_queries):
    voices = [factories.voice(kind=kind, with_name=bool(number % 2)) for number in range(6) for kind in KINDS]
    refs = [each.public_id for each in voices]
    with django_assert_num_queries(4):
        assert len(shown(refs[:1])) == 1
    with django_assert_num_queries(4):
        assert len(shown(refs)) == 12
    with django_assert_num_queries(4):
        assert len(all_shown()) == 12


def test_where_no_words_are_asked_for_nothing_is_asked():
    with CaptureQueriesContext(connection) as asked:
        assert shown([]) == {} and published_words([]) == {}
    assert len(asked) == 0
