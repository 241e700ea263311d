"""What DOMAIN says about consent, as plainly as it can be said, without a database. The ledger must never disagree.

Written from the promises, not from the ledger's code: nothing of network.consent is imported.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import datetime, timedelta

REST = timedelta(hours=72)
LASTING = {"name", "image", "story"}


def months_after(moment: datetime, months: int) -> datetime:
    """The same day of the month, or the last one of a shorter month."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))


@dataclass
class Yes:
    """One yes: to which words, from when it may be confirmed, until when it lasts; `begun` once it counts."""

    words: int
    until: datetime | None
    second_from: datetime | None
    begun: bool


@dataclass
class Reference:
    """One expert's answers, and all that was ever written down about them."""

    now: datetime
    words: dict[str, int] = field(default_factory=dict)
    said: dict[tuple[str, str], Yes] = field(default_factory=dict)
    log: list[tuple[str, str, str]] = field(default_factory=list)
    state: str = "active"
    walled: bool = False

    def words_of(self, purpose: str) -> int:
        return self.words.get(purpose, 1)

    def holds(self, purpose: str, audience: str) -> bool:
        """Whether the expert's yes counts now."""
        yes = self.said.get((purpose, audience))
        if yes is None or not yes.begun or yes.words != self.words_of(purpose):
            return False
        return yes.until is None or self.now < yes.until

    def is_seen(self, purpose: str, audience: str) -> bool:
        """Whether the office sees what the yes opens."""
        return self.holds(purpose, audience) and self.state == "active" and not self.walled

    def give(self, purpose: str, audience: str, months: int | None) -> None:
        self._lapse(purpose, audience)
        goes_on = self.holds(purpose, audience)
        if purpose in LASTING:
            until = months_after(self.now, min(months or 12, 36))
        else:
            until = months_after(self.now, months) if months else None
        must_rest = purpose in LASTING and not goes_on
        self.said[purpose, audience] = Yes(
            self.words_of(purpose), until, self.now + REST if must_rest else None, begun=not must_rest
        )
        self.log.append(("grant", purpose, audience))

    def can_confirm(self, purpose: str, audience: str) -> bool:
        yes = self.said.get((purpose, audience))
        if yes is None or yes.begun or yes.second_from is None:
            return False
        in_time = yes.second_from <= self.now and (yes.until is None or self.now < yes.until)
        return in_time and yes.words == self.words_of(purpose)

    def give_again(self, purpose: str, audience: str) -> None:
        self.said[purpose, audience].begun = True
        self.log.append(("confirm", purpose, audience))

    def take_back(self, purpose: str, audience: str) -> None:
        if self.said.pop((purpose, audience), None):
            self.log.append(("withdraw", purpose, audience))

    def run_duty(self) -> None:
        for purpose, audience in list(self.said):
            self._lapse(purpose, audience)

    def leave(self) -> None:
        for purpose, audience in list(self.said):
            self.take_back(purpose, audience)
        self.state = "left"

    def _lapse(self, purpose: str, audience: str) -> None:
        yes = self.said.get((purpose, audience))
        if yes and yes.until is not None and yes.until <= self.now:
            del self.said[purpose, audience]
            self.log.append(("expire", purpose, audience))
