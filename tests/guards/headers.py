"""What every response must say, and what none may."""

import re

TITLE = "Expert Consultant Network"
# The empty page on the way out names nobody, the network neither.
OTHER_TITLES = {"/leave/away/": "Notes"}
ALWAYS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def faults(response, path: str, *, signed_in: bool) -> list[str]:
    """What is wrong with the headers and the title of this answer."""
    found = [
        f"{name} is {response.get(name)}" for name, value in ALWAYS.items() if response.get(name) != value
    ]
    found += _policy(response.get("Content-Security-Policy", ""), path)
    if response.get("X-Frame-Options") not in (
        {"SAMEORIGIN", "DENY"} if path.startswith("/cms/") else {"DENY"}
    ):
        found.append(f"X-Frame-Options is {response.get('X-Frame-Options')}")
    if signed_in and "no-store" not in response.get("Cache-Control", ""):
        found.append(f"Cache-Control is {response.get('Cache-Control')}")
    return found + _title(response, path)


def _policy(policy: str, path: str) -> list[str]:
    if not re.search(r"default-src 'self'", policy):
        return [f"the policy is {policy!r}"]
    loose = [] if path.startswith("/cms/") else re.findall(r"'unsafe-[a-z-]+'|\*|data:", policy)
    return [f"the policy allows {part}" for part in loose]


def _title(response, path: str) -> list[str]:
    if path.startswith("/cms/") or response.streaming or "text/html" not in response.get("Content-Type", ""):
        return []
    titles = re.findall(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    return [f"the title is {title!r}" for title in titles if title != OTHER_TITLES.get(path, TITLE)]
