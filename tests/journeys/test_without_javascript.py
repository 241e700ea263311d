"""Whole ways through the site by forms alone, in Chromium with JavaScript off.

One network comes into being: an expert joins by a link, an office registers and is let in, its official asks,
a manager publishes and draws, and a session is agreed. Each test goes on where the one before it stopped.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from tests.journeys.hands import Hands

pytestmark = pytest.mark.browser
PASSWORD = "correct horse battery staple"
OFFICE, TITLE = "Office of the First Page", "The first page that people read"
TODAY = datetime.now(UTC).date()


@pytest.fixture(scope="module")
def people(chromium, demo_site):
    """The browsers of everybody who takes part, by what they do, kept open for the whole module."""
    cast: dict[str, Hands] = {}

    def person(name: str) -> Hands:
        if name not in cast:
            cast[name] = Hands(chromium, demo_site)
            if name.startswith("demo-"):
                cast[name].open("/demo/").press(f"Sign in as {name}")
        return cast[name]

    yield person
    for hands in cast.values():
        hands.leave()


def entry_link_on(hands: Hands) -> str:
    """The path of the entry link that is shown on this page."""
    return re.search(r"/enter/[^/\s]+/", hands.page.locator("main").inner_text())[0]


def come_in_by_password(hands: Hands) -> None:
    hands.follow("With a password").type(password=PASSWORD, again=PASSWORD).press("Save and come in")


def set_up_authenticator(hands: Hands) -> None:
    hands.follow("An authenticator app")
    secret = re.search(r"Secret: (\w+)", hands.page.locator("main").inner_text())[1]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    hands.type(code=code).press("Set up")


def test_an_expert_joins_by_a_link(people):
    visitor, manager, expert = people("visitor"), people("demo-manager"), people("new expert")
    visitor.open("/ask-to-join/").type(address="somebody@example.org")
    visitor.page.locator("main form button").first.click()
    assert visitor.path == "/ask-to-join/thank-you/"
    manager.open("/people/join-requests/").follow("Request of").press("Show a join link to hand over")
    expert.open(entry_link_on(manager)).type(alias="Calm Otter").choose(
        channel="none", time_zone="Africa/Nairobi"
    )
    expert.press("Continue")
    come_in_by_password(expert)
    expert.sees("Calm Otter")
    assert expert.path.startswith(("/home/", "/profile/"))
    expert.open("/profile/change/skills/")
    expert.page.locator("[name=skills]").first.check()
    expert.page.locator("main form button").first.click()
    assert expert.path in ("/profile/get-ready/", "/profile/")


def test_an_office_registers_and_its_official_joins(people):
    visitor, manager, official = people("visitor"), people("demo-manager"), people("new official")
    visitor.open("/register-an-office/").choose(level="national", jurisdiction="US").type(
        name=OFFICE, purpose="What a first page should say, before it is printed.",
        official_name="A. Example", job_title="Head of forms", email="forms@example.org",
    )  # fmt: skip
    visitor.page.locator("main form button").first.click()
    assert visitor.path == "/offices/registered/"
    manager.open("/offices/").follow(OFFICE).press("Verify and send entry links")
    official.open(entry_link_on(manager)).type(alias="first-page-office").press("Continue")
    come_in_by_password(official)
    official.open("/home/")
    assert official.path == "/account/second-step/", "an official needs a second step"
    set_up_authenticator(official)
    official.open("/offices/code-of-conduct/").choose(agree="on")
    official.page.locator("main form button").first.click()
    manager.open("/offices/").follow(OFFICE).follow("training").day("completed_on", TODAY - timedelta(days=3))
    manager.page.locator("main form button").first.click()
    official.open("/offices/our-people/").sees(OFFICE)


def sections() -> dict:
    """What the official writes, section by section: what is typed, what is chosen, which days."""
    return {
        "what": (
            {"summary": "A page handed out on the first day.", "document_title": "First page", "document_version": "1"},
            {"kind": "product", "pillar": "protection"}, {}),
        "decision": (
            {"decision_owner": "Service director", "can_change": "Every word.", "cannot_change": "One page."},
            {"decision_right": "collaborate"}, {"decision_date": 90}),
        "work": (
            {"seats": "2", "session_minutes": "60", "preparation_minutes": "", "debrief_minutes": ""},
            {"activity": "written-review", "languages": "en"}, {"earliest_date": 18, "latest_date": 40}),
        "questions": ({"question_0": "What should a reader see first on this page?"}, {}, {}),
        "attendees": ({"who_0": "Service director", "why_0": "Reads and answers"}, {}, {}),
        "uses": ({"uses": "Notes become recommendations.", "power": "This office decides about nobody."}, {}, {}),
    }  # fmt: skip


def test_a_request_is_written_section_by_section_and_submitted(people):
    official = people("new official")
    official.open("/requests/new/").type(title=TITLE)
    official.page.locator("main form button").first.click()
    request = official.path
    for slug, (typed, chosen, days) in sections().items():
        official.open(f"{request}{slug}/").type(**typed).choose(**chosen)
        if slug == "what":
            for topic in official.page.locator("[name=topics]").all()[:6]:
                topic.check()
        for name, ahead in days.items():
            official.day(name, TODAY + timedelta(days=ahead))
        official.press("Save and continue")
        assert official.path == request, official.errors()
    official.open(f"{request}funds/")
    amount = re.search(r"at least [^\d]*([\d,.]+\d)", official.page.locator("main").inner_text())[1]
    official.choose(kind="purchase_order").type(reference="PO-1", amount=amount.replace(",", ""))
    official.press("Promise the money").press("Submit for review").sees("Submitted")


def test_a_manager_reviews_publishes_and_draws(people):
    manager = people("demo-manager")
    manager.open("/requests/review/").follow(TITLE).press("Start the review").press("Publish").sees(
        "Published"
    )
    manager.follow("Go to its draw").press("Fix the seed").press("Close the set and draw")
    manager.sees("Round 1")


def test_invited_experts_accept_and_a_time_is_agreed(people, demo_site):
    official = people("new official")
    official.open("/requests/").follow(TITLE).follow("experts and sessions").press("Send the invitations")
    invited = demo_site.ask(
        """SELECT u.alias FROM engagements_invitation i JOIN experts_profile p ON p.id = i.profile_id
        JOIN people_user u ON u.id = p.user_id
        JOIN consultations_consultationrequest r ON r.id = i.request_id WHERE r.title = ?""",
        TITLE,
    )
    assert len(invited) == 2
    expert = people(invited[0][0])
    expert.open("/work/invitations/").follow(TITLE).follow("^Accept$").choose(attend="on").press(
        "Accept and agree"
    )
    assert re.fullmatch(r"/work/[\w-]{16}/", expert.path)
    official.open("/requests/").follow(TITLE).follow("experts and sessions")
    official.page.locator("main a[href^='/work/office/']:not([href*='requests'])").first.click()
    propose_the_first_time(official)
    expert.open("/work/").follow(TITLE)
    expert.page.locator("main a[href^='/work/sessions/']").first.click()
    expert.press("This time suits me").sees("The time is agreed")


def propose_the_first_time(official: Hands) -> None:
    official.follow("Propose a time")
    if not official.page.locator("[name=starts_at]").count():
        official.page.locator("a[href^='?day=']").first.click()
    times = official.page.locator("[name=starts_at]")
    times.first.check()
    official.type(how_to_join="A link comes an hour before.").press("Propose this time")
    official.sees("The time is with the expert")
