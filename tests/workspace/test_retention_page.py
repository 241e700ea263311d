"""What is kept, until when and why, for managers and auditors."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from network.common import clock
from network.common.duties import run_duty
from network.common.models import Removal
from network.common.retention import all_classes
from network.people.models import EntryLink
from network.people.roles import Role
from network.workspace.management.commands import draw_retention
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/home/retention/"


@pytest.fixture(params=[Role.MANAGER, Role.AUDITOR])
def reader(sign_in, request):
    return sign_in(factories.user(request.param))


def test_every_class_is_on_the_page_with_its_period_and_reason(reader):
    page = reader.get(reverse("workspace:retention"))
    words = [str(line.data.until) for line in page.context["lines"]]
    assert [line.data for line in page.context["lines"]] == all_classes() and all(words)
    assert (
        b"timing.csv, access_log_retention" in page.content
        and b"Nothing has been removed yet" in page.content
    )
    assert b"Not looked yet" in page.content


def test_it_tells_what_was_removed_and_what_is_next(reader):
    now = clock.now()
    for days in (40, 35, 3):
        EntryLink.objects.create(
            kind="recover", user=factories.user(), expires_at=now - clock.timedelta(days=days)
        )
    run_duty("retention")
    page = reader.get(PAGE)
    [line] = [each for each in page.context["lines"] if each.data.name == "entry-links"]
    assert line.removed == 2 and line.newest.next_due_at == now + clock.timedelta(days=27)
    assert [(row.name, row.removed) for row in page.context["page"]] == [("entry-links", 2)]
    assert b"Nothing waits" in page.content


def test_what_was_removed_longer_ago_than_a_year_is_not_counted(reader):
    today = clock.now().date()
    for days, removed in ((1, 5), (400, 7)):
        Removal.objects.create(name="drafts", day=today - clock.timedelta(days=days), removed=removed)
    page = reader.get(PAGE)
    [line] = [each for each in page.context["lines"] if each.data.name == "drafts"]
    assert line.removed == 5 and line.newest.removed == 7


def test_the_page_asks_the_same_however_much_was_removed(reader, django_assert_max_num_queries):
    today = clock.now().date()
    Removal.objects.bulk_create(
        Removal(name="drafts", day=today - clock.timedelta(days=day), removed=1) for day in range(60)
    )
    reader.get(PAGE)
    with django_assert_max_num_queries(14):
        reader.get(PAGE)


def test_the_page_of_docs_is_the_table_in_use(monkeypatch, tmp_path):
    call_command("draw_retention", "--check")
    monkeypatch.setattr(draw_retention.Command, "file", tmp_path / "retention.md")
    with pytest.raises(CommandError, match=r"manage\.py draw_retention"):
        call_command("draw_retention", "--check")
    call_command("draw_retention")
    call_command("draw_retention", "--check")
