"""Readable documents as PDF: title, headings, paragraphs, facts and tables, in any language of the site.

    Document("What you agreed to", "en", (Section("Contact", ("A paragraph.", Facts((("To whom", "the network"),)))),))

Letters are joined and lines run right to left where the language asks; one embedded font has every script of the site.
Serve it as `application/pdf` under a file name that says nothing, such as "document.pdf".
"""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from fpdf import FPDF
from fpdf.enums import Align, VAlign, XPos, YPos
from fpdf.fonts import FontFace

from network.common import clock

FONTS = Path(__file__).parent / "fonts"
RIGHT_TO_LEFT = {"ar"}
# Sizes in points, everything else in millimetres.
TITLE, HEADING, TEXT, SMALL = 20, 14, 11, 9
MARGIN, LINE, GAP = 20, 6, 3
# The font's maker logs the letters that a document uses.
logging.getLogger("fontTools").setLevel(logging.WARNING)
INK, QUIET, RULE = (27, 27, 47), (94, 94, 110), (205, 203, 214)


class Table(NamedTuple):
    """Rows under headings. Every row has as many cells as there are headings; cells are plain text."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def kind(self) -> str:
        """For templates, which tell parts apart by it; a paragraph has none."""
        return "table"

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each row with the heading of each of its cells."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]


class Facts(NamedTuple):
    """Names and their values, one below the other, in bold and plain."""

    pairs: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> str:
        return "facts"


Part = str | Table | Facts


class Section(NamedTuple):
    """A heading and what stands below it: a string is a paragraph."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Document:
    """What is to be read. `language` is a code of settings.LANGUAGES; `lead` stands below the title."""

    title: str
    language: str
    sections: tuple[Section, ...]
    lead: str = ""

    @property
    def right_to_left(self) -> bool:
        return self.language in RIGHT_TO_LEFT


def as_pdf(document: Document) -> bytes:
    """The document on A4 pages, numbered. Its metadata hold the language and the hour, never a title or a name."""
    page = _Page(document)
    page.write_title()
    for section in document.sections:
        page.write_section(section)
    return bytes(page.output())


class _Page(FPDF):
    def __init__(self, document: Document):
        super().__init__(format="A4")
        self.document = document
        self.side = Align.R if document.right_to_left else Align.L
        self.set_creation_date(clock.now().replace(minute=0, second=0, microsecond=0))
        self.set_lang(document.language)
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, margin=MARGIN)
        self.add_font("body", "", FONTS / "DejaVuSans.ttf")
        self.add_font("body", "B", FONTS / "DejaVuSans-Bold.ttf")
        self.set_font("body", size=TEXT)
        self.set_text_shaping(True, direction="rtl" if document.right_to_left else None)
        self.set_draw_color(*RULE)
        self.set_line_width(0.2)
        self.add_page()

    def footer(self) -> None:
        self.set_y(-MARGIN + GAP)
        self._style(SMALL, colour=QUIET)
        self.cell(w=0, text=str(self.page_no()), align=Align.C)

    def write_title(self) -> None:
        self._style(TITLE, bold=True)
        self._lines(self.document.title, TITLE)
        if self.document.lead:
            self._style(TEXT)
            self._lines(self.document.lead, TEXT)

    def write_section(self, section: Section) -> None:
        # A heading is never left alone at the foot of a page.
        if self.will_page_break(4 * LINE):
            self.add_page()
        self.ln(GAP)
        self._style(HEADING, bold=True)
        self._lines(section.heading, HEADING)
        for part in section.parts:
            self._write(part)

    def _write(self, part: Part) -> None:
        match part:
            case Table():
                self._table(part.headings, part.rows)
            case Facts():
                self._facts(part.pairs)
            case _:
                self._style(TEXT)
                self._lines(part, TEXT)

    def _facts(self, pairs: tuple[tuple[str, str], ...]) -> None:
        for name, value in pairs:
            if self.will_page_break(2 * LINE):
                self.add_page()
            self._style(TEXT, bold=True)
            self._lines(name, TEXT, gap=0)
            self._style(TEXT)
            self._lines(value, TEXT)

    def _table(self, headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        self._style(SMALL)
        bold = FontFace(emphasis="BOLD", color=INK)
        with self.table(
            headings_style=bold,
            text_align=self.side,
            v_align=VAlign.T,
            line_height=LINE * 0.8,
            padding=1,
            borders_layout="HORIZONTAL_LINES",
        ) as table:
            for row in (headings, *rows):
                table.row(row[::-1] if self.document.right_to_left else row)
        self.ln(GAP)

    def _style(self, size: int, bold: bool = False, colour: tuple[int, int, int] = INK) -> None:
        self.set_font("body", "B" if bold else "", size)
        self.set_text_color(*colour)

    def _lines(self, text: str, size: int, gap: float = GAP) -> None:
        """A paragraph as wide as the page. Text comes from people: nothing in it is markup."""
        self.multi_cell(
            w=0, h=size * LINE / TEXT, text=text, align=self.side, new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )
        self.ln(gap)
