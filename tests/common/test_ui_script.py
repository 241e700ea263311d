"""What the small script adds, and that nothing depends on it: in Chromium, with the pages served from memory."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
STATIC = Path(__file__).resolve().parents[2] / "static"
SITE = "http://network.test"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Chromium at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def browser():
    # Playwright runs an event loop in this thread; Django must not take the suite's own fixtures for async code.
    with pytest.MonkeyPatch.context() as patch, playwright.sync_playwright() as running:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


scripted = pytest.mark.parametrize("open_room", [True], ids=["with script"], indirect=True)


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def open_room(browser, request):
    """`(page, posts)`: a signed-in page, and every address that was posted to."""
    context = browser.new_context(java_script_enabled=request.param)
    page, posts = context.new_page(), []
    page.script = request.param

    def answer(route):
        asked = route.request
        if asked.method == "POST":
            posts.append(asked.url)
            route.fulfill(body="<p>Somewhere neutral</p>", content_type="text/html")
        elif "/static/" in asked.url:
            route.fulfill(path=STATIC / asked.url.rsplit("/", 1)[-1])
        else:
            html = render_to_string("room.html", {}, request=RequestFactory().get("/"))
            words = '<h1 id="private">Private words</h1><form method="post" action="/save/"><input name="a"></form></main>'
            route.fulfill(body=html.replace("</main>", words), content_type="text/html")

    page.route("**/*", answer)
    page.goto(SITE + "/home/")
    yield page, posts
    context.close()


def test_the_button_leaves(open_room):
    page, posts = open_room
    page.get_by_role("button", name="Leave this site").click()
    page.get_by_text("Somewhere neutral").wait_for()
    assert posts == [f"{SITE}/leave/"]


def test_the_button_can_be_reached_by_keyboard_as_the_second_stop(open_room):
    page, posts = open_room
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Somewhere neutral").wait_for()
    assert posts == [f"{SITE}/leave/"]


@scripted
def test_shift_three_times_leaves_and_typing_capitals_does_not(open_room):
    page, posts = open_room
    page.locator("input[name=a]").focus()
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    assert posts == []
    for _ in range(3):
        page.keyboard.press("Shift")
    page.get_by_text("Somewhere neutral").wait_for()
    assert posts == [f"{SITE}/leave/"]


@scripted
def test_the_page_is_empty_before_the_answer_comes(open_room):
    page, _ = open_room
    left = page.evaluate(
        """() => { HTMLFormElement.prototype.submit = () => {};
        document.querySelector('.ecn-leave__button').click(); return document.body.innerText.trim(); }"""
    )
    assert left == ""


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_way_out_is_in_view_and_nothing_is_wider_than_the_screen(open_room, width):
    page, _ = open_room
    page.set_viewport_size({"width": width, "height": 640})
    box = page.locator(".ecn-leave__button").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 640 and box["height"] >= 44
    if page.script:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_shows_no_way_out_and_no_names(open_room):
    page, _ = open_room
    page.emulate_media(media="print")
    assert not page.locator(".ecn-leave").is_visible()
    assert not page.locator(".ecn-nav").first.is_visible()
