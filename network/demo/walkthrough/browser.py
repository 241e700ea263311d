"""A small browser without JavaScript: cookies, links and forms, as an old phone would send them."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

TIMEOUT = 30


class Stuck(Exception):
    """The page is not what the step expects. The text says where and what was seen."""


@dataclass
class Form:
    """One form of a page; `fields` holds what would be sent if nothing were changed."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    choices: dict[str, list[str]] = field(default_factory=dict)


class Page(HTMLParser):
    """What a page says: its forms, its links and its text."""

    def __init__(self, url: str, html: str):
        super().__init__()
        self.url = url
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self._area, self._select, self._quiet = None, None, 0
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append(
                Form(urljoin(self.url, given.get("action", "")), given.get("method", "get").lower())
            )
        elif tag in {"script", "style"}:
            self._quiet += 1
        elif self.forms and (given.get("name") or tag == "option"):
            self._take(tag, given)

    def handle_endtag(self, tag):
        if tag in {"script", "style"}:
            self._quiet -= 1
        elif tag == "textarea" and self._area:
            self.forms[-1].fields.append((self._area[0], "".join(self._area[1]).removeprefix("\n")))
            self._area = None

    def handle_data(self, data):
        if self._area:
            self._area[1].append(data)
        elif not self._quiet:
            self.words.append(data)

    def _take(self, tag, given):
        form, name = self.forms[-1], given.get("name", "")
        form.names.add(name)
        if tag == "textarea":
            self._area = (name, [])
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.choices.setdefault(self._select, []).append(given.get("value", ""))
            if "selected" in given:
                form.fields.append((self._select, given.get("value", "")))
        elif tag == "input":
            self._take_input(form, name, given)

    def _take_input(self, form, name, given):
        kind, value = given.get("type", "text"), given.get("value", "")
        if kind in {"radio", "checkbox"}:
            form.choices.setdefault(name, []).append(value or "on")
        if kind not in {"radio", "checkbox", "submit", "button", "file"} or "checked" in given:
            form.fields.append((name, value or ("on" if kind == "checkbox" else "")))


class Browser:
    """Goes from page to page with its own cookies. `page` is the one that is open."""

    def __init__(self, address: str):
        self.address, self.page = address, Page(address, "")
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def open(self, path: str) -> Page:
        """Follow a path or a link of the open page; redirects are followed."""
        return self._send(Request(urljoin(self.page.url or self.address, path)))  # noqa: S310

    def send(self, to: str, **values) -> Page:
        """Submit the open page's form whose action matches the pattern `to` ("" is the page itself).

        The values take the place of the form's own; a list sends a field several times. Raises Stuck when
        there is no such form or field, or the answer names a mistake.
        """
        form = self._form(to, values)
        kept = [(name, value) for name, value in form.fields if name not in values]
        body = kept + [(n, one) for n, v in values.items() for one in (v if isinstance(v, list) else [v])]
        request = Request(urljoin(self.page.url, form.action), urlencode(body).encode())  # noqa: S310
        request.add_header("Referer", self.page.url)
        if "There is a problem" in self._send(request).text:
            raise Stuck(f"{self.page.url} refused {', '.join(values)}: {self.page.text[300:900]}")
        return self.page

    def _form(self, to: str, values: dict) -> Form:
        for form in self.page.forms:
            fits = re.search(to, form.action) if to else _bare(form.action) == _bare(self.page.url)
            if form.method == "post" and fits and set(values) <= form.names:
                return form
        raise Stuck(f"{self.page.url} has no form to {to} with {', '.join(values)}: {self.page.text[:400]}")

    def expect(self, words: str) -> None:
        """Raises Stuck unless the open page says this."""
        if words not in self.page.text:
            raise Stuck(f"{self.page.url} does not say “{words}”: {self.page.text[:400]}")

    def _send(self, request: Request) -> Page:
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                self.page = Page(answer.url, answer.read().decode())
        except HTTPError as refused:
            self.page = Page(request.full_url, refused.read().decode(errors="replace"))
            raise Stuck(f"{request.full_url} answered {refused.code}: {self.page.text[:400]}") from None
        return self.page

    @property
    def path(self) -> str:
        """The open page's path."""
        return urlsplit(self.page.url).path

    def link(self, pattern: str) -> str:
        """The first link of the open page that matches. Raises Stuck when there is none."""
        found = next((href for href in self.page.links if re.search(pattern, href)), None)
        if found is None:
            raise Stuck(f"{self.page.url} has no link like {pattern}: {self.page.text[:300]}")
        return found


def _bare(url: str) -> str:
    return url.split("?", 1)[0]
