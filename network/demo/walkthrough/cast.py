"""Who plays, and how each gets in."""

import re

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from network.demo.loader.staff import DEMO_PASSWORD, DEMO_TOTP_SECRET
from network.demo.walkthrough.browser import Browser, Stuck


class Player(Browser):
    """A browser with a role and a sign-in name."""

    def __init__(self, address: str, role: str, alias: str):
        super().__init__(address)
        self.role, self.alias = role, alias

    def sign_in(self) -> None:
        """By password, and by the authenticator's code where the role needs one."""
        self.open("/account/login/")
        self.send("", login=self.alias, password=DEMO_PASSWORD)
        if "code" in {name for form in self.page.forms for name in form.names}:
            self.send("", code=_code_now())
        self.open("/home/")
        self.expect(self.alias)

    def enter_demo(self) -> "Player":
        """By the demo's one click, without password."""
        self.open("/demo/")
        self.send(f"/demo/sign-in/{_demo_ids(self)[self.alias]}/")
        return self


def demo_experts(address: str) -> list[str]:
    """The sign-in names of all demo experts."""
    visitor = Player(address, "visitor", "")
    visitor.open("/demo/")
    return [alias for alias in _demo_ids(visitor) if alias.startswith("demo-expert-")]


def let_pass(address: str, days: int) -> None:
    """Move the demo's clock ahead, duties included."""
    visitor = Player(address, "visitor", "")
    visitor.open("/demo/")
    visitor.send("let-days-pass", days=str(days))


def _demo_ids(visitor: Browser) -> dict[str, str]:
    ids = [re.search(r"sign-in/([^/]+)/", form.action) for form in visitor.page.forms]
    aliases = re.findall(r"as (demo-[\w-]+)", visitor.page.text)
    found = [hit[1] for hit in ids if hit]
    if len(found) != len(aliases):
        raise Stuck("The page of demo people is not as expected.")
    return dict(zip(aliases, found, strict=True))


def _code_now() -> str:
    return format_hotp_value(hotp_value(DEMO_TOTP_SECRET, next(iter(yield_hotp_counters_from_time()))))
