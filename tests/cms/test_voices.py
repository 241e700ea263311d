"""In an expert's words: a page keeps a random id, and shows the words as long as their expert agrees and not a view longer."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.blocks import Body
from cms.models import ContentPage
from cms.voices import to_choose
from network.common import clock
from network.consent import ledger
from network.consent.purposes import PUBLIC, Purpose
from network.experts import services
from network.experts.published import keep_words, own_words
from network.voices.services import take_back
from tests import canaries, factories
from tests.experts.test_leaving import everything_stored
from tests.voices.conftest import PAGE, TITLE, show  # noqa: F401

pytestmark = pytest.mark.django_db
BLOCK = Body().child_blocks["voice"]
CREDIT = "Words of an expert, published with consent"


def says(voice) -> str:
    return own_words(voice.profile, [voice.public_id])[voice.public_id]


def test_anybody_reads_the_words_as_a_quotation_in_their_own_language(client, show):  # noqa: F811
    voice = factories.voice()
    show(voice)
    page = client.get(PAGE).text
    assert f'<blockquote class="ecn-quote" lang="en" dir="auto"><p>{says(voice)}</p>' in page
    assert f"<figcaption>{CREDIT}</figcaption>" in page


def test_the_name_stands_beside_them_only_while_that_is_agreed_too(client, show):  # noqa: F811
    voice = factories.voice(with_name=True)
    name = canaries.plant(voice.profile)["legal_name"]
    show(voice)
    assert f"<bdi>{name}</bdi>. {CREDIT}" in client.get(PAGE).text
    ledger.withdraw(voice.profile.user, Purpose.NAME, PUBLIC)
    page = client.get(PAGE).text
    assert name not in page and CREDIT in page


def test_words_are_text_and_never_markup(client, show):  # noqa: F811
    voice = factories.voice()
    keep_words(voice.profile, voice.public_id, "<script src=x></script>\n\nNext")
    show(voice)
    page = client.get(PAGE).text
    assert "&lt;script src=x&gt;" in page and "<p>Next</p>" in page


def withdrawn(voice):
    ledger.withdraw(voice.profile.user, Purpose.QUOTE, PUBLIC)


def lapsed(voice):
    """Nobody does anything: the clock goes on."""
    ledger.grant(voice.profile.user, Purpose.QUOTE, PUBLIC, until=clock.now() + timedelta(days=5))
    return timedelta(days=5)


def paused(voice):
    services.pause(voice.profile)


def left(voice):
    assert services.leave(voice.profile)


def taken_back(voice):
    take_back(voice)


@pytest.mark.parametrize("why", [withdrawn, lapsed, paused, left, taken_back])
def test_the_very_next_view_shows_nothing_not_even_a_gap(client, show, why):  # noqa: F811
    voice = factories.voice()
    words = says(voice)
    show(voice)
    assert words in client.get(PAGE).text
    later = why(voice) or timedelta(0)
    with clock.standing_at(clock.now() + later):
        page = client.get(PAGE).text
    assert words not in page and "blockquote" not in page and "block-voice" not in page and CREDIT not in page
    assert TITLE in page, "the page itself stays"


def test_after_a_pause_they_stand_there_again(client, show):  # noqa: F811
    voice = factories.voice()
    show(voice)
    services.pause(voice.profile)
    services.resume(voice.profile)
    assert says(voice) in client.get(PAGE).text


def test_the_others_of_a_page_stay(client, show):  # noqa: F811
    first, second = factories.voice(), factories.voice()
    show(first, second)
    withdrawn(first)
    page = client.get(PAGE).text
    assert page.count("<blockquote") == 1 and says(second) in page


def test_nobody_on_the_way_may_keep_the_page(client, show):  # noqa: F811
    show(factories.voice())
    answer = client.get(PAGE)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noarchive")
    assert "Cache-Control" not in client.get("/accessibility/")


def test_no_table_of_pages_holds_a_word_or_a_name(show):  # noqa: F811
    voice = factories.voice(with_name=True)
    name = canaries.plant(voice.profile)["legal_name"]
    show(voice)
    stored = everything_stored()
    assert any(
        voice.public_id in stored[place] for place in ("cms_contentpage.body", "wagtailcore_revision.content")
    )
    assert not [place for place, text in stored.items() if says(voice) in text or name in text]


def test_twelve_on_a_page_take_as_many_queries_as_one(client, show, django_assert_num_queries):  # noqa: F811
    page = show(factories.voice())
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    page.body = [("voice", factories.voice().public_id) for _ in range(12)]
    page.save_revision().publish()
    with django_assert_num_queries(len(few)):
        assert client.get(PAGE).text.count("<blockquote") == 12


def test_a_page_without_any_asks_no_more_than_before(client, django_assert_num_queries):
    client.get("/accessibility/")
    with django_assert_num_queries(2):
        client.get("/accessibility/")


def test_an_editor_chooses_by_the_words_and_only_among_those_that_may_be_shown():
    voice, hidden = factories.voice(), factories.voice()
    withdrawn(hidden)
    [(ref, label)] = to_choose()
    assert (
        ref == voice.public_id and label.startswith("Ask first what helps") and "(no name, English)" in label
    )
    assert BLOCK.clean(voice.public_id) == voice.public_id
    with pytest.raises(ValidationError, match="may not be shown any more"):
        BLOCK.clean(hidden.public_id)
    with pytest.raises(ValidationError, match="Choose words, or remove this block"):
        BLOCK.clean("")


def test_an_editor_puts_words_on_a_page_over_http(editing, client, home):
    voice = factories.voice()
    new = nested_form_data(
        {
            "title": TITLE, "slug": "in-experts-words", "lead": "", "search_description": "",
            "body": streamfield([("voice", voice.public_id)]),
        }
    ) | {"action-publish": "1"}  # fmt: skip
    assert says(voice) in editing.get(f"/cms/pages/add/cms/contentpage/{home.pk}/").text
    assert editing.post(f"/cms/pages/add/cms/contentpage/{home.pk}/", new).status_code == 302
    assert says(voice) in client.get(PAGE).text
    withdrawn(voice)
    made = ContentPage.objects.get(slug="in-experts-words")
    assert says(voice) not in editing.get(f"/cms/pages/{made.pk}/edit/").text


def test_a_block_outside_of_a_page_shows_nothing():
    assert "blockquote" not in BLOCK.render(factories.voice().public_id)
