"""What the tags say, in words and in markup."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from network.common import plain

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


def shown(template: str, **context) -> str:
    return Template(template).render(Context(context)).strip()


class TestWhen:
    def test_a_moment_is_shown_in_the_readers_zone_which_is_named(self):
        html = shown("{% when at 'Africa/Nairobi' %}", at=NOON)
        assert (
            html == '<time datetime="2026-11-24T11:00:00+00:00">Tue 24 Nov 2026, 14:00 (Nairobi time)</time>'
        )

    def test_the_day_may_differ_in_the_zone(self):
        assert "Wed 25 Nov 2026, 00:00 (Auckland time)" in shown("{% when at 'Pacific/Auckland' %}", at=NOON)

    def test_a_day_has_no_zone(self):
        assert (
            shown("{% when day %}", day=date(2026, 12, 4))
            == '<time datetime="2026-12-04">Fri 4 Dec 2026</time>'
        )

    def test_nothing_is_said_as_such(self):
        assert shown("{% when None %}") == "Not set"
        assert shown("{% when None empty='Not agreed yet' %}") == "Not agreed yet"

    def test_names_of_days_follow_the_language(self):
        with translation.override("fr"):
            assert "mar 24 Nov 2026" in shown("{% when at %}", at=NOON)

    @pytest.mark.parametrize(
        ("zone", "name"),
        [
            ("UTC", "UTC"),
            ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
            ("Asia/Manila", "Manila time"),
        ],
    )
    def test_zones_are_named_as_people_say_them(self, zone, name):
        assert plain.zone_name(zone) == name


class TestMoney:
    def test_minor_units_are_shown_as_the_reader_writes_them(self):
        assert shown("{% money 125000 'USD' %}") == '<bdi class="ecn-money">$1,250.00</bdi>'
        assert "¥1,250" in shown("{% money 1250 'JPY' %}")
        with translation.override("es"):
            assert "1.250,00" in shown("{% money 125000 'USD' %}")

    def test_zero_is_an_amount_and_none_is_not(self):
        assert "$0.00" in shown("{% money 0 'USD' %}")
        assert shown("{% money None 'USD' %}") == "Not set"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (90, "1 hour 30 minutes"),
        (481, "8 hours 1 minute"),
    ],
)
def test_durations_in_words(minutes, words):
    assert shown("{% duration minutes %}", minutes=minutes) == words


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (timedelta(minutes=59), "less than an hour left"),
        (timedelta(hours=1), "1 hour left"),
        (timedelta(hours=47), "1 day left"),
        (timedelta(days=2), "2 days left"),
        (timedelta(0), "less than an hour left"),
        (timedelta(seconds=-1), "late by less than an hour"),
        (timedelta(days=-3), "late by 3 days"),
    ],
)
def test_clocks_are_calm_and_exact(gap, words):
    html = shown("{% clock due now %}", due=NOON + gap, now=NOON)
    assert f">{words}<" in html
    assert ("ecn-clock--late" in html) == (gap < timedelta(0))


def test_a_clock_without_a_due_time_is_silent():
    assert shown("{% clock None %}") == ""


def test_tags_escape_and_know_their_colours():
    assert (
        shown("{% tag text 'amber' %}", text="<b>")
        == '<strong class="govuk-tag govuk-tag--amber">&lt;b&gt;</strong>'
    )
    with pytest.raises(ValueError, match="No tag colour 'pink'"):
        shown("{% tag 'x' 'pink' %}")


def test_buttons_send_their_name():
    html = shown("{% button text 'secondary' name='answer' value=value %}", text="<Skip>", value='"no"')
    assert html == (
        '<button type="submit" class="govuk-button govuk-button--secondary" name="answer" value="&quot;no&quot;">'
        "&lt;Skip&gt;</button>"
    )


class TestPageLinks:
    def links(self, number, query="q=a%26b&page=2", total=300):
        page = Paginator(range(total), 25).page(number)
        request = RequestFactory().get(f"/list/?{query}")
        return shown("{% page_links page %}", page=page, request=request)

    def test_other_parameters_are_kept_and_the_page_is_replaced(self):
        assert 'href="?q=a%26b&amp;page=4"' in self.links(5)
        assert self.links(5).count("page=2") == 0

    def test_the_current_page_says_so(self):
        assert 'aria-label="Page 5" aria-current="page"' in self.links(5)

    def test_the_ends_have_one_way_only(self):
        assert 'rel="prev"' not in self.links(1) and 'rel="next"' in self.links(1)
        assert 'rel="next"' not in self.links(12) and 'rel="prev"' in self.links(12)

    def test_one_page_needs_no_links(self):
        assert self.links(1, total=25) == ""
