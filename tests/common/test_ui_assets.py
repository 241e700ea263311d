"""What is served to every reader: small, from here only, readable, right in both directions."""

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
CSS = (STATIC / "ecn.css").read_text()
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TOKENS = dict(
    re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", (ROOT / "assets/_tokens.scss").read_text(), re.MULTILINE)
)
PHYSICAL = re.compile(
    r"[{;](?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right"
    r"|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear|justify-content):(?:left|right))\b"
)


def test_the_stylesheet_is_small():
    assert len(gzip.compress(CSS.encode(), 9)) <= 20_000


def test_what_is_hidden_is_hidden_whatever_its_component_says():
    """Many components set their own display, which would win over the browser's rule for the attribute."""
    assert re.search(r"\[hidden\]\{display:none ?!important\}", CSS)


def test_the_first_load_of_what_is_shared_leaves_room_for_the_page():
    fetched = [
        gzip.compress(CSS.encode(), 9),
        (STATIC / "ecn.js").read_bytes(),
        (STATIC / "icon.svg").read_bytes(),
    ]
    assert sum(map(len, fetched)) + (STATIC / "source-serif-4.woff2").stat().st_size <= 45_000


def test_no_physical_side_is_left():
    assert PHYSICAL.findall(CSS) == []


def test_four_sided_shorthands_are_even():
    uneven = [
        match[0]
        for match in re.finditer(r"[{;](?:margin|padding|border-width|border-color|inset):([^;}]+)", CSS)
        if len(parts := re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", match[1])) == 4
        and parts[1] != parts[3]
    ]
    assert uneven == []


@pytest.mark.parametrize("name", ["ecn.css", "ecn.js"])
def test_nothing_is_fetched_from_elsewhere(name):
    text = (STATIC / name).read_text()
    assert re.findall(r"(?:https?:)?//[\w.]+\.\w+", text) == []
    assert set(re.findall(r"url\(([^)]*)\)", text)) <= {'"source-serif-4.woff2"', "source-serif-4.woff2"}


def test_none_of_govuks_own_marks_is_left():
    """Its font, its blue and its focus yellow stand for the British government and are not ours to use."""
    for mark in ("GDS Transport", "#1d70b8", "#1a65a6", "#ffdd00", "#00703c", "#0f7a52", "crown"):
        assert mark.lower() not in CSS.lower()


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    high, low = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT_ON_GROUNDS = [
    *product(("ink", "ink-soft", "teal", "teal-deep", "plum", "clay", "amber"), ("ground", "paper", "sand")),
    *product(("paper",), ("teal", "teal-deep", "clay", "clay-deep", "ink")),
    *((name, f"{name}-wash") for name in ("teal", "plum", "clay", "leaf", "amber", "sea")),
    *product(("ink",), ("teal-wash", "leaf-wash", "amber-wash", "clay-wash", "sun")),
    ("clay-deep", "clay-wash"),
    ("teal-deep", "teal-wash"),
]


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUNDS)
def test_text_is_readable(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("ground", ["ground", "paper", "sand", "teal-wash", "clay-wash"])
@pytest.mark.parametrize("line", ["focus", "edge", "teal", "clay"])
def test_rings_and_edges_are_seen(line, ground):
    assert contrast(line, ground) >= 3


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_need_no_exception_from_the_content_policy(template):
    text = template.read_text()
    assert not re.search(r"""\sstyle=["']|\son\w+=["']|<style|javascript:|<script(?![^>]*\ssrc=)""", text)
