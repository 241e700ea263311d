"""Bad input in a browser without JavaScript: what to do is said twice, and nothing typed is lost."""

import pytest

from network.people.roles import Role
from tests.journeys.hands import Hands
from tests.journeys.people import alias_of

pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(chromium, demo_site):
    hands = Hands(chromium, demo_site)
    yield hands
    hands.leave()


def submit(hands: Hands) -> Hands:
    hands.page.locator("main form[method=post] button.govuk-button").first.click()
    return hands


def test_an_office_half_registered(visitor):
    visitor.open("/register-an-office/").type(
        name="Half an Office", email="not an address", job_title="Adviser"
    )
    visitor.choose(jurisdiction="US")
    submit(visitor)
    assert len(visitor.errors()) >= 3
    assert visitor.value_of("name") == "Half an Office" and visitor.value_of("email") == "not an address"
    assert visitor.value_of("jurisdiction") == "US"


def test_a_request_to_join_without_an_address(visitor):
    visitor.open("/ask-to-join/")
    submit(visitor)
    assert visitor.errors()


def test_a_wrong_password_tells_nothing(visitor):
    visitor.open("/account/login/").type(login="nobody-here", password="wrong")
    submit(visitor)
    known = visitor.page.locator(".govuk-error-summary").inner_text()
    visitor.open("/account/login/").type(login="demo-manager", password="wrong")
    submit(visitor)
    assert visitor.page.locator(".govuk-error-summary").inner_text() == known
    assert visitor.value_of("login") == "demo-manager"


def test_a_request_with_an_impossible_day(chromium, demo_site):
    official = Hands(chromium, demo_site)
    official.open("/demo/").press(f"Sign in as {alias_of(demo_site, Role.OFFICIAL)}")
    official.open("/requests/new/").type(title="")
    submit(official)
    assert official.errors()
    submit(official.type(title="A request with mistakes"))
    request = official.path
    official.open(f"{request}decision/").type(
        decision_owner="The director", decision_date_0="31", decision_date_1="2", decision_date_2="2031"
    )
    official.press("Save and continue")
    assert official.errors()
    assert (
        official.value_of("decision_owner") == "The director" and official.value_of("decision_date_0") == "31"
    )
    official.open(f"{request}questions/").type(question_0="What happened to you?").press("Save and continue")
    official.open(f"{request}questions/")
    assert official.value_of("question_0") == "What happened to you?"
    official.leave()


def test_an_expert_who_mistypes_hours(chromium, demo_site):
    expert = Hands(chromium, demo_site)
    expert.open("/demo/").press(f"Sign in as {alias_of(demo_site, Role.EXPERT)}")
    expert.open("/help/tell-us/")
    submit(expert)
    assert expert.errors()
    expert.leave()
