"""What is looked at on a page in a browser: accessibility, width, requests, errors."""

import json
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

NARROW, WIDE = {"width": 360, "height": 800}, {"width": 1280, "height": 900}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Not of the standard, but who moves by landmarks finds only what stands in one.
EXTRA_RULES = {"region": {"enabled": True}}
_axe = Axe()
OVERFLOWING = """() => {
  const room = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= window.innerWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > room + 1);
  return wide.slice(-3).map(e => e.outerHTML.slice(0, 120)).concat('scrolls sideways');
}"""


def barriers(page) -> list[str]:
    """What stands in the way of somebody, by axe: rule and element."""
    options = {"runOnly": STANDARDS, "rules": EXTRA_RULES, "resultTypes": ["violations"]}
    found = _axe.run(page, options=options).response["violations"]
    return [f"{hit['id']}: {node['html'][:160]}" for hit in found for node in hit["nodes"][:3]]


def overflow(page) -> list[str]:
    """What makes the page scroll sideways at its present width."""
    return page.evaluate(OVERFLOWING)


class Ears:
    """Hears what a browser context asks for and complains about."""

    def __init__(self, context, origin: str):
        self.origin, self.heard = origin, []
        context.on("request", self._request)
        context.on(
            "console", lambda said: said.type == "error" and self.heard.append(f"console: {said.text}")
        )
        context.on("weberror", lambda error: self.heard.append(f"script: {error.error}"))

    def _request(self, request) -> None:
        url = urlsplit(request.url)
        if url.scheme in ("http", "https", "ws", "wss") and f"{url.scheme}://{url.netloc}" != self.origin:
            self.heard.append(f"asked {url.netloc}")

    def since(self) -> list[str]:
        """What was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard


def said(faults: dict[str, list[str]]) -> str:
    """The faults of all pages as text."""
    return json.dumps(faults, indent=1)
