"""My profile: one question a page, nothing typed is lost, a topic is never on both lists."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from network.common import clock
from network.experts import services
from network.experts.models import DayOff, WeeklyWindow
from network.experts.readiness import TASKS, is_ready, readiness
from network.experts.services import create_profile
from network.people.roles import Role
from network.taxonomy.models import Topic
from network.vault import services as vault
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return factories.expert()


@pytest.fixture
def client(sign_in, expert):
    return sign_in(expert.user, confirmed=True)


def change(name):
    return reverse("experts:change", args=[name])


def slugs(topics):
    return set(topics.values_list("slug", flat=True))


def test_a_new_expert_is_asked_everything_once_and_is_then_ready(sign_in):
    user = factories.user(Role.EXPERT)
    profile, client = create_profile(user), sign_in(user, confirmed=True)
    assert not is_ready(profile)
    client.post(change("skills"), {"skills": ["policy-review", "training"]})
    client.post(change("topics"), {"topics": ["remedy"]})
    client.post(change("off-topics"), {})
    client.post(change("languages"), {"languages": ["sw", "en"], "time_zone": "Africa/Nairobi"})
    client.post(reverse("experts:availability"), {"days": ["0", "1"], "starts": "09:00", "ends": "12:30"})
    client.post(reverse("experts:agreements_read"))
    last = client.post(reverse("experts:pay_to"), {"details": "Example Bank, account 1"})
    profile.refresh_from_db()
    assert is_ready(profile) and last.url == reverse("experts:pay")
    assert slugs(profile.topics) == {"remedy"} and slugs(profile.skills) == {"policy-review", "training"}
    assert {language.code for language in profile.languages.all()} == {"sw", "en"}
    user.refresh_from_db()
    assert user.time_zone == "Africa/Nairobi"


def test_joining_twice_makes_one_profile():
    user = factories.user(Role.EXPERT)
    assert create_profile(user).pk == create_profile(user).pk


def test_the_task_list_leads_to_pages_that_exist(client, expert):
    page = client.get(reverse("experts:get_ready")).content.decode()
    assert page.count("Not started") == len(TASKS)
    for task in readiness(expert):
        assert task.url in page
        assert client.get(task.url, follow=True).status_code == 200


@pytest.mark.parametrize(
    ("name", "other", "words"),
    [("topics", "off_topics", "off-limits list"), ("off-topics", "topics", "topics you work on")],
)
def test_a_topic_is_never_on_both_lists(client, expert, name, other, words):
    expert.topics.clear()
    getattr(expert, other).set(Topic.objects.filter(slug="remedy"))
    page = client.post(change(name), {"topics": ["remedy", "climate"]})
    text = page.content.decode()
    assert page.status_code == 200 and "Compensation and remedy" in text and words in text
    assert text.count("checked") == 2, "what was chosen is kept on the page"
    expert.refresh_from_db()
    assert not slugs(expert.topics) & slugs(expert.off_topics)


def test_the_service_itself_refuses_a_topic_on_both_lists(expert):
    with pytest.raises(services.TopicClash):
        services.choose_off_topics(expert, expert.topics.all())
    assert not expert.off_topics.exists()


@pytest.mark.parametrize(
    ("name", "typed", "cure"),
    [
        ("skills", {}, "Choose at least one skill"),
        ("topics", {}, "Choose at least one topic"),
        ("languages", {"time_zone": "Africa/Nairobi"}, "Choose at least one language"),
        ("limit", {"hours": "0"}, "Enter 1 or more"),
        ("limit", {"hours": "many"}, "Enter a whole number"),
        ("limit", {"hours": "900"}, "Enter 200 or less"),
    ],
)
def test_a_mistake_is_named_with_its_cure_and_changes_nothing(client, expert, name, typed, cure):
    before = slugs(expert.skills), slugs(expert.topics), expert.hours_per_month
    page = client.post(change(name), typed)
    assert page.status_code == 200 and page.content.decode().count(cure) == 2, "beside the field and on top"
    expert.refresh_from_db()
    assert (slugs(expert.skills), slugs(expert.topics), expert.hours_per_month) == before


def test_an_unknown_question_is_not_there(client):
    assert client.get(change("anything")).status_code == 404


def test_a_limit_can_be_set_and_lifted(client, expert):
    for typed, kept in (("12", 12), ("", None)):
        client.post(change("limit"), {"hours": typed})
        expert.refresh_from_db()
        assert expert.hours_per_month == kept


class TestHours:
    def windows(self, expert):
        return [(window.weekday, window.starts, window.ends) for window in expert.windows.all()]

    @pytest.fixture(autouse=True)
    def empty_week(self, expert):
        expert.windows.all().delete()

    def add(self, client, **typed):
        return client.post(reverse("experts:availability"), typed)

    def test_hours_that_touch_or_overlap_become_one(self, client, expert):
        self.add(client, days=["0"], starts="09:00", ends="12:00")
        self.add(client, days=["0"], starts="12:00", ends="14:00")
        self.add(client, days=["0"], starts="08:30", ends="10:00")
        self.add(client, days=["0"], starts="18:00", ends="23:59")
        assert self.windows(expert) == [(0, time(8, 30), time(14)), (0, time(18), time(23, 59))]
        assert b"18:00 to midnight" in client.get(reverse("experts:availability")).content

    def test_an_end_before_the_start_is_refused_and_kept_on_the_page(self, client, expert):
        page = self.add(client, days=["2"], starts="15:00", ends="09:00").content.decode()
        assert "Choose a time later than the first one" in page and 'value="15:00" selected' in page
        assert not self.windows(expert)

    def test_removing_takes_one_window_of_ones_own(self, client, expert):
        other = factories.expert()
        self.add(client, days=["0", "1"], starts="09:00", ends="12:00")
        client.post(reverse("experts:remove_hours"), {"day": "0", "starts": "09:00"})
        client.post(reverse("experts:remove_hours"), {"day": "not a day"})
        assert self.windows(expert) == [(1, time(9), time(12))]
        assert WeeklyWindow.objects.filter(profile=other).count() == 5

    def test_the_database_refuses_a_window_that_runs_backward(self, expert):
        from django.db import IntegrityError, transaction

        with pytest.raises(IntegrityError), transaction.atomic():
            WeeklyWindow.objects.create(profile=expert, weekday=0, starts=time(12), ends=time(9))

    def test_a_day_off_is_added_once_and_removed(self, client, expert):
        day = clock.now().date() + timedelta(days=40)
        typed = {"day_0": day.day, "day_1": day.month, "day_2": day.year}
        for _ in range(2):
            client.post(reverse("experts:days_off"), typed)
        assert [off.date for off in expert.days_off.all()] == [day]
        client.post(reverse("experts:remove_day_off"), {"day": day.isoformat()})
        assert not DayOff.objects.exists()

    def test_a_day_that_is_over_or_none_is_refused(self, client):
        past = client.post(reverse("experts:days_off"), {"day_0": 1, "day_1": 1, "day_2": 2020})
        assert b"Choose today or a later day" in past.content
        never = client.post(reverse("experts:days_off"), {"day_0": 31, "day_1": 2, "day_2": 2030})
        assert b"Enter a real date" in never.content and b'value="31"' in never.content
        assert not DayOff.objects.filter(date__lt=date(2021, 1, 1)).exists()


class TestPrivateThings:
    def test_the_owner_reads_them_with_who_can_see_each(self, client, expert):
        sealed = vault.unseal(expert.public_id, "legal_name", "accommodations", "boundaries", "about")
        page = client.get(reverse("experts:particulars")).content.decode()
        assert all(words in page for words in sealed.values())
        assert page.count("Who sees it") == 4 and "Only you." in page
        assert not expert.readings.exists(), "reading one's own is no reading"

    def test_emptying_a_box_deletes_what_was_there(self, client, expert):
        client.post(change("particulars"), {"accommodations": "Captions", "about": ""})
        kept = vault.unseal(expert.public_id, "legal_name", "accommodations", "boundaries", "about")
        assert kept == {"accommodations": "Captions"}

    def test_what_is_too_long_is_kept_on_the_page_and_not_in_the_vault(self, client, expert):
        before = vault.unseal(expert.public_id, "about")
        page = client.post(change("particulars"), {"about": "x" * 2001})
        assert page.status_code == 200 and b"x" * 2001 in page.content
        assert vault.unseal(expert.public_id, "about") == before


@pytest.mark.parametrize(
    "name", ["profile", "get_ready", "availability", "days_off", "particulars", "pay", "pay_to"]
)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.EXPERT])
def test_nobody_else_has_these_pages(sign_in, name, role):
    assert sign_in(factories.user(role)).get(reverse(f"experts:{name}")).status_code == 404


def test_the_profile_takes_a_fixed_number_of_queries(client, expert, django_assert_max_num_queries):
    client.get(reverse("experts:profile"))
    expert.topics.set(Topic.objects.all())
    with django_assert_max_num_queries(16):
        client.get(reverse("experts:profile"))
