"""A PDF says what the document says, in its direction, with joined letters, and nothing about anybody outside its pages."""

import re
from datetime import UTC, datetime

import pypdfium2
import pytest

from network.common import clock, documents
from network.common.documents import Document, Facts, Section, Table, as_pdf

ARABIC, LATIN = "مرحبا بكم", "Buenos días, año, où, œuvre"


def document(language="en", *parts):
    return Document("The title", language, (Section("The heading", parts),), lead="The lead.")


def opened(made: Document):
    return pypdfium2.PdfDocument(as_pdf(made))


def words(made: Document) -> str:
    text = "\n".join(page.get_textpage().get_text_bounded() for page in opened(made))
    return re.sub(r"\s+", " ", text)


def test_everything_in_the_document_can_be_read_in_its_order():
    table = Table(("Place", "State"), (("Invitations", "done"), ("Notes", "asked")))
    read = words(document("en", "A paragraph.", Facts((("To whom", "the network"),)), table))
    expected = "The title The lead. The heading A paragraph. To whom the network Place State Invitations done Notes asked"
    assert read.startswith(expected)


@pytest.mark.parametrize(("language", "text"), [("es", LATIN), ("fr", LATIN), ("ar", ARABIC), ("en", ARABIC)])
def test_letters_of_every_language_are_there(language, text):
    assert text in words(document(language, text))


def test_what_people_wrote_is_no_markup():
    assert "**bold** <b>x</b> __y__" in words(document("en", "**bold** <b>x</b> __y__"))


def _ends(text: str, language: str) -> tuple[float, float]:
    """Where the first and the last letter of a text stand, in points from the left."""
    page = pypdfium2.PdfDocument(as_pdf(Document(text, language, ())))[0].get_textpage()
    found = page.search(text)
    start, length = found.get_next()
    return page.get_charbox(start)[0], page.get_charbox(start + length - 1)[0]


def test_arabic_runs_from_right_to_left_and_stands_at_the_right():
    first, last = _ends(ARABIC, "ar")
    assert first > last and first > 500
    first, last = _ends("Hello", "en")
    assert first < last and first < 70


def _width(text: str) -> float:
    first, last = _ends(text, "ar")
    return first - last


def test_arabic_letters_are_joined(monkeypatch):
    joined = _width("ببب")
    monkeypatch.setattr(documents._Page, "set_text_shaping", lambda self, *a, **k: None)
    page = pypdfium2.PdfDocument(as_pdf(Document("ببب", "ar", ())))[0].get_textpage()
    alone = abs(page.get_charbox(0)[0] - page.get_charbox(2)[0])
    assert joined < 0.8 * alone


def test_the_first_column_of_a_table_is_at_the_right_in_arabic():
    table = Table(("Alpha", "Omega"), (("one", "two"),))

    def left_of(language, word):
        page = opened(document(language, table))[0].get_textpage()
        return page.get_charbox(page.search(word).get_next()[0])[0]

    assert left_of("en", "Alpha") < left_of("en", "Omega")
    assert left_of("ar", "Alpha") > left_of("ar", "Omega")


def test_metadata_name_nobody_and_no_hour_is_exact():
    with clock.standing_at(datetime(2026, 11, 24, 10, 47, 31, tzinfo=UTC)):
        found = opened(document("en", "text")).get_metadata_dict(skip_empty=True)
    assert found == {"CreationDate": "D:20261124100000Z"}


def test_a_long_document_is_numbered_and_no_heading_stands_alone_at_the_foot():
    sections = tuple(Section(f"Heading {number}", ("Text. " * 60, "More. ")) for number in range(30))
    pages = opened(Document("Long", "en", sections))
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        lines = page.get_textpage().get_text_bounded().split()
        assert lines[-1] == str(number)
        assert lines[-3] != "Heading"


def test_the_same_document_in_the_same_hour_is_the_same_file():
    with clock.standing_at(datetime(2026, 11, 24, 10, 0, tzinfo=UTC)):
        assert as_pdf(document("ar", ARABIC)) == as_pdf(document("ar", ARABIC))
