"""Her page: offering, changing and taking back by forms alone, and how each of her words stands."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from network.audit.models import Entry
from network.common import clock
from network.consent import ledger, texts
from network.consent.purposes import PUBLIC, Purpose
from network.experts import services as experts
from network.experts.export import everything_about
from network.experts.published import own_words
from network.people.roles import Role
from network.vault.models import Sealed
from network.voices.models import Voice
from network.voices.queries import shown
from network.voices.services import offer
from tests import canaries, factories
from tests.engagements import make, stories
from tests.voices.conftest import PAGE, TITLE

pytestmark = pytest.mark.django_db
WORDS = "Let people stop halfway through the form."
QUOTE = reverse("voices:offer", args=["quote"])


def typed(**more) -> dict:
    return {"words": WORDS, "language": "es", **more}


def at(name: str, voice: Voice) -> str:
    return reverse(f"voices:{name}", args=[voice.public_id])


def test_my_privacy_leads_here_and_here_to_each_question(own, mine):
    assert f'href="{mine}"' in own.get(reverse("consent:home")).text
    page = own.get(mine).text
    for purpose in ("quote", "story", "name"):
        assert f'href="{reverse("consent:question", args=[purpose, "public"])}"' in page
    assert reverse("consent:question", args=["image", "public"]) not in page
    assert "You have offered nothing, and that is fine." in page


@pytest.mark.parametrize("kind", ["quote", "story"])
def test_what_she_offers_is_sealed_and_the_row_holds_no_word(own, expert, mine, kind):
    answer = own.post(reverse("voices:offer", args=[kind]), typed(with_name="on"))
    voice = Voice.objects.get()
    assert answer.url == mine
    assert (voice.kind, voice.language, voice.with_name) == (kind, "es", True)
    assert own_words(expert, [voice.public_id]) == {voice.public_id: WORDS}
    assert WORDS.encode() not in bytes(Sealed.objects.get(name=f"words_{voice.public_id}").ciphertext)
    entry = Entry.objects.get(action="voices.offer")
    assert entry.object_id == voice.public_id and WORDS not in str(entry.detail)
    assert f'<blockquote class="ecn-quote" lang="es" dir="auto"><p>{WORDS}' in own.get(mine).text


def test_her_name_is_not_offered_before_she_ticks_it(own):
    assert "checked" not in own.get(QUOTE).text
    own.post(QUOTE, typed())
    assert not Voice.objects.get().with_name


@pytest.mark.parametrize(
    ("kind", "words", "cure"),
    [
        ("quote", "", "Write the words that the public may read"),
        ("quote", "x" * 19, "Write 20 characters or more"),
        ("quote", "x" * 601, "Write 600 characters or fewer"),
        ("story", "x" * 4_001, "Write 4,000 characters or fewer"),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(own, kind, words, cure):
    page = own.post(reverse("voices:offer", args=[kind]), typed(words=words, with_name="on")).text
    assert page.count(cure) == 2, "in the summary and at the field"
    assert words in page and 'value="es" selected' in page and "checked" in page
    assert not Voice.objects.exists()


@pytest.mark.parametrize(("kind", "most"), [("quote", 600), ("story", 4_000)])
def test_the_longest_and_the_shortest_are_taken(own, kind, most):
    for length in (20, most):
        own.post(reverse("voices:offer", args=[kind]), typed(words="x" * length))
    assert Voice.objects.count() == 2


@pytest.mark.parametrize("typed_in", ["xx", "", "de"])
def test_a_language_that_is_not_there_is_named(own, typed_in):
    assert not Voice.objects.exists()
    assert own.post(QUOTE, typed(language=typed_in)).status_code == 200
    assert not Voice.objects.exists()


def test_no_other_kind_of_words_can_be_offered(own):
    assert own.get(reverse("voices:offer", args=["image"])).status_code == 404


class TestFromANote:
    def test_the_words_of_a_note_she_agreed_to_come_into_the_box(self, sign_in):
        note = stories.checked().note
        own = sign_in(note.engagement.profile.user)
        assert f"?note={note.public_id}" in own.get(QUOTE).text
        assert own.get(QUOTE, {"note": note.public_id}).context["form"]["words"].value() == stories.WORDS

    def test_of_another_none_does(self, sign_in):
        note = stories.checked().note
        own = sign_in(factories.expert().user)
        assert own.get(QUOTE, {"note": note.public_id}).context["form"]["words"].value() is None

    def test_a_longer_text_is_never_begun_from_one(self, sign_in):
        note = stories.checked().note
        page = sign_in(note.engagement.profile.user).get(
            reverse("voices:offer", args=["story"]), {"note": note.public_id}
        )
        assert page.context["form"]["words"].value() is None and "?note=" not in page.text


class TestHowItStands:
    def test_without_a_yes(self, own, expert, mine):
        offer(expert, "quote", words=WORDS, language="en", with_name=False)
        page = own.get(mine).text
        assert "Not shown" in page and "You have not said yes to it" in page

    def test_waiting_for_the_second_yes(self, own, expert, mine):
        offer(expert, "story", words=WORDS, language="en", with_name=False)
        ledger.grant(expert.user, Purpose.STORY, PUBLIC)
        assert "Your yes rests for now" in own.get(mine).text
        with clock.standing_at(clock.now() + timedelta(hours=73)):
            assert "It needs your second yes" in own.get(mine).text

    def test_after_a_lapse_and_after_new_words_of_the_question(self, own, expert, mine, monkeypatch):
        factories.voice(expert)
        ledger.grant(expert.user, Purpose.QUOTE, PUBLIC, until=clock.now() + timedelta(days=5))
        with clock.standing_at(clock.now() + timedelta(days=5)):
            assert "The time of your yes ran out" in own.get(mine).text
        spoken = texts.TEXTS["en"]
        newer = spoken["quote"]._replace(version=spoken["quote"].version + 1)
        monkeypatch.setitem(spoken, Purpose.QUOTE, newer)
        assert "The words of the question changed" in own.get(mine).text

    def test_offered_and_on_no_page(self, own, expert, mine):
        factories.voice(expert)
        assert "Editors can choose it. It is on no page." in own.get(mine).text

    def test_shown_on_a_page_by_its_title(self, own, expert, mine, show):
        show(factories.voice(expert))
        page = own.get(mine).text
        assert f'<a class="govuk-link" href="{PAGE}">{TITLE}</a></li>' in page
        assert 'class="govuk-tag govuk-tag--green">Shown' in page

    def test_with_her_name_and_without(self, own, expert, mine):
        factories.voice(expert, with_name=True)
        name = canaries.plant(expert)["legal_name"]
        assert f'value">{name}</dd>' in own.get(mine).text
        ledger.withdraw(expert.user, Purpose.NAME, PUBLIC)
        assert "It may be, while you say yes to it below." in own.get(mine).text

    def test_paused(self, own, expert, mine, show):
        show(factories.voice(expert))
        experts.pause(expert)
        page = own.get(mine).text
        assert "Everything is paused." in page and "It does not show them." in page


def test_when_the_yes_ends_each_page_is_listed_by_its_title_with_done(own, expert, mine, show):
    show(factories.voice(expert))
    own.post(reverse("consent:question", args=["quote", "public"]), {"answer": "no"})
    page = own.get(mine).text
    assert f"{TITLE}</a>" in page and ">Done</strong> It does not show them." in page


def test_the_receipt_of_what_ended_names_the_place_as_done(own, expert, show):
    show(factories.voice(expert))
    receipt = own.post(
        reverse("consent:question", args=["quote", "public"]), {"answer": "no"}, follow=True
    ).text
    assert (
        "Passages on public pages, listed under Words for the public" in receipt
        and ">Done</strong>" in receipt
    )


def test_one_press_takes_it_back_and_the_words_are_gone(own, expert, mine, show):
    voice = factories.voice(expert)
    show(voice)
    assert own.post(at("take_back", voice)).url == mine
    assert not Sealed.objects.filter(name=f"words_{voice.public_id}").exists()
    page = own.get(mine).text
    assert (
        "The words are deleted." in page and "It does not show them." in page and "Take it back" not in page
    )
    assert Entry.objects.filter(action="voices.take_back", object_id=voice.public_id).count() == 1


def test_pressed_twice_it_is_taken_back_once(own, expert):
    voice = factories.voice(expert)
    for _ in range(2):
        assert own.post(at("take_back", voice)).status_code == 302
    assert Entry.objects.filter(action="voices.take_back").count() == 1


def test_changed_words_are_other_words(own, expert, show, client):
    """No page shows what no editor has read."""
    voice = factories.voice(expert)
    show(voice)
    form = own.get(at("change", voice)).context["form"]
    assert form["words"].value() == own_words(expert, [voice.public_id])[voice.public_id]
    own.post(at("change", voice), typed())
    other = Voice.objects.get(taken_back_at=None)
    assert other.public_id != voice.public_id and other.kind == voice.kind
    assert list(shown([voice.public_id, other.public_id])) == [other.public_id]
    assert "blockquote" not in client.get(PAGE).text


def test_a_mistake_in_a_change_takes_nothing_back(own, expert):
    voice = factories.voice(expert)
    assert own.post(at("change", voice), typed(words="short")).status_code == 200
    assert Voice.objects.get().taken_back_at is None


def test_what_is_taken_back_cannot_be_changed(own, expert):
    voice = factories.voice(expert)
    own.post(at("take_back", voice))
    assert (
        own.get(at("change", voice)).status_code == own.post(at("change", voice), typed()).status_code == 404
    )


@pytest.mark.parametrize("name", ["change", "take_back"])
def test_those_of_another_are_missing(own, name):
    voice = factories.voice()
    assert own.post(at(name, voice), typed()).status_code == 404
    assert Voice.objects.get().taken_back_at is None


@pytest.mark.parametrize("role", [role for role in Role if role != Role.EXPERT])
def test_nobody_else_has_this_page(sign_in, role, mine):
    assert sign_in(factories.user(role)).get(mine).status_code == 404


def test_twelve_take_as_many_queries_as_one(own, expert, mine, show, django_assert_num_queries):
    show(factories.voice(expert))
    own.get(mine)
    with CaptureQueriesContext(connection) as few:
        own.get(mine)
    asked = len(few)
    assert asked <= 25
    show_more = [factories.voice(expert, kind) for kind in (Purpose.QUOTE, Purpose.STORY) for _ in range(6)]
    assert len(show_more) == 12
    own.get(mine)
    with django_assert_num_queries(asked):
        own.get(mine)


def test_her_copy_holds_each_with_its_words_and_pages(expert, show):
    voice, gone = factories.voice(expert), factories.voice(expert, Purpose.STORY)
    show(voice)
    said = own_words(expert, [voice.public_id])[voice.public_id]
    gone.refresh_from_db()
    experts.pause(expert)
    [text, passage] = everything_about(expert)["voices"]
    assert (passage["kind"], passage["words"], passage["pages"]) == ("quote", said, [TITLE])
    assert text["kind"] == "story" and not text["may_be_shown"] and not passage["may_be_shown"]


def test_leaving_removes_every_row(expert):
    factories.voice(expert)
    assert experts.leave(expert)
    assert not Voice.objects.exists() and not Sealed.objects.filter(owner=expert.public_id).exists()


def test_nothing_of_it_touches_her_pay_or_her_draws(expert):
    """What the page promises: offering or not is asked by nothing else."""
    engagement = make.agreed()
    before = engagement.agreements.values_list("pay_minor", flat=True)[0]
    factories.voice(engagement.profile)
    assert engagement.agreements.values_list("pay_minor", flat=True)[0] == before
