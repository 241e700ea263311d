"""A person at a browser: opens, types, chooses, presses and reads, by the words and names on the page."""

import re
from urllib.parse import urlsplit

from tests.journeys.demo_site import Site


class Hands:
    """One person's own browser on the site, without JavaScript unless asked for."""

    def __init__(self, chromium, site: Site, **options):
        self.site = site
        self.context = chromium.new_context(**{"java_script_enabled": False, **options})
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def open(self, path: str) -> "Hands":
        self.page.goto(f"{self.site.url}{path}")
        return self

    def type(self, **values: str) -> "Hands":
        """Fill fields by their names."""
        for name, value in values.items():
            self.page.locator(f"[name='{name}']").fill(value)
        return self

    def choose(self, **values: str | list[str]) -> "Hands":
        """Tick radios and checkboxes, or pick from a list, by name and value."""
        for name, value in values.items():
            for each in [value] if isinstance(value, str) else value:
                lone = f"[name='{name}'][type='checkbox']:not([value])"
                field = self.page.locator(
                    f"[name='{name}'][value='{each}'], select[name='{name}'], {lone}"
                ).first
                tag = field.evaluate("field => field.tagName")
                field.select_option(each) if tag == "SELECT" else field.check()
        return self

    def day(self, name: str, day) -> "Hands":
        return self.type(
            **{f"{name}_0": str(day.day), f"{name}_1": str(day.month), f"{name}_2": str(day.year)}
        )

    def press(self, words: str) -> "Hands":
        self.page.get_by_role("button", name=words, exact=True).first.click()
        return self

    def follow(self, words: str) -> "Hands":
        self.page.get_by_role("link", name=re.compile(words)).first.click()
        return self

    def sees(self, words: str) -> "Hands":
        text = self.page.locator("body").inner_text()
        assert words in text, f"{words!r} is not on {self.path}:\n{text[:1500]}"
        return self

    def value_of(self, name: str) -> str:
        return self.page.locator(f"[name='{name}']").first.input_value()

    def errors(self) -> list[str]:
        """What the error summary lists; each entry must lead to a field beside which the same is said."""
        links = self.page.locator(".govuk-error-summary a")
        found = [
            (links.nth(n).inner_text(), links.nth(n).get_attribute("href")) for n in range(links.count())
        ]
        beside = [
            said.removeprefix("Error:").strip()
            for said in self.page.locator(".govuk-error-message").all_inner_texts()
        ]
        for words, target in found:
            assert self.page.locator(target).count() == 1, f"{target} is not on the page"
            assert any(words.endswith(said) for said in beside), f"{words!r} stands beside no field: {beside}"
        return [words for words, _ in found]

    def leave(self) -> None:
        self.context.close()
