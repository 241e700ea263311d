"""Whatever an expert says, in whatever order, however time jumps: the ledger agrees with the plain reference.

500 examples here; `make prove` runs 20,000 (PROVE_EXAMPLES).
"""

import json
import os
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from network.audit.chain import all_chains, broken_links
from network.audit.heads import lost_ends
from network.common import clock
from network.consent import ledger, texts
from network.consent.models import Entry, Grant
from network.consent.purposes import NETWORK, PUBLIC, Audience, AudienceKind, Purpose
from network.experts import services
from network.experts.disclosure import NOTHING, Viewer, disclose
from network.experts.models import Profile
from network.people.roles import Role
from tests import factories
from tests.consent.reference import Reference

EXAMPLES = int(os.environ.get("PROVE_EXAMPLES", "500"))
REPORT = os.environ.get("PROVE_REPORT")
STEPS = 7
START = datetime(2027, 1, 31, 9, tzinfo=UTC)
JUMPS = [
    timedelta(minutes=1), timedelta(hours=71, minutes=59), timedelta(hours=72), timedelta(days=40),
    timedelta(days=89), timedelta(days=366), timedelta(days=1100),
]  # fmt: skip
done: Counter = Counter()


class Consent(RuleBasedStateMachine):
    """One expert, one office, five questions of every kind of audience."""

    profile_id: int
    official: object

    def __init__(self):
        super().__init__()
        done["examples"] += 1
        self.opened = ExitStack()
        self.opened.enter_context(transaction.atomic())
        self.time = self.opened.enter_context(ExitStack())
        self.time.enter_context(clock.standing_at(START))
        self.profile = Profile.objects.select_related("user").get(pk=self.profile_id)
        self.viewer = Viewer(self.official.user, Role.OFFICIAL, self.official.agency_id)
        here = Audience(AudienceKind.AGENCY, self.official.agency.public_id)
        work = Audience(AudienceKind.ENGAGEMENT, "work-one")
        self.questions = [
            (Purpose.MATCHING, NETWORK), (Purpose.ATTEND, work), (Purpose.QUOTE, PUBLIC), (Purpose.NAME, here),
            (Purpose.STORY, PUBLIC),
        ]  # fmt: skip
        self.reference = Reference(START)
        self.in_use = {purpose: texts.TEXTS["en"][purpose] for purpose, _ in self.questions}

    def teardown(self):
        try:
            self._settle()
        finally:
            texts.TEXTS["en"].update(self.in_use)
            transaction.set_rollback(True)
            self.opened.close()

    def _settle(self):
        """At the end the whole ledger is the reference's log, in one unbroken chain."""
        entries = Entry.objects.filter(person=self.profile.user).order_by("id")
        written = [(entry.act, entry.purpose, self._words(entry.audience)) for entry in entries]
        assert sorted(written) == sorted(self.reference.log)
        # What one question went through keeps its order; several that end at once have none among themselves.
        for purpose, audience in self.questions:
            about = (purpose, self._words(audience))
            assert [line for line in written if line[1:] == about] == [
                line for line in self.reference.log if line[1:] == about
            ]
        assert list(broken_links(CHAIN)) == [] and list(lost_ends(CHAIN)) == []

    def _words(self, audience) -> str:
        return "/".join(audience)

    @property
    def here(self):
        return self.reference.state != "left"

    question = st.integers(0, 4)

    @initialize(which=st.sets(question, min_size=2))
    def has_said_yes_before(self, which):
        for number in which:
            self.give(number, None)

    @precondition(lambda self: self.here)
    @rule(which=question, months=st.sampled_from([None, None, 3, 12, 36, 48]))
    def give(self, which, months):
        purpose, audience = self.questions[which]
        until = clock.months_later(self.reference.now, months) if months else None
        ledger.grant(self.profile.user, purpose, audience, until=until)
        self.reference.give(purpose, self._words(audience), months)

    @precondition(lambda self: self.here)
    @rule(which=question)
    def give_again(self, which):
        purpose, audience = self.questions[which]
        if self.reference.can_confirm(purpose, self._words(audience)):
            ledger.confirm(self.profile.user, purpose, audience)
            self.reference.give_again(purpose, self._words(audience))
        else:
            with pytest.raises(ledger.ConsentRefused):
                ledger.confirm(self.profile.user, purpose, audience)

    @precondition(lambda self: self.here)
    @rule(which=question)
    def take_back(self, which):
        purpose, audience = self.questions[which]
        ledger.withdraw(self.profile.user, purpose, audience)
        self.reference.take_back(purpose, self._words(audience))

    @rule(jump=st.sampled_from(JUMPS))
    def time_passes(self, jump):
        self.reference.now += jump
        self.time.close()
        self.time.enter_context(clock.standing_at(self.reference.now))

    @rule()
    def duty_runs(self):
        ledger.expire_lapsed()
        self.reference.run_duty()

    @rule(which=question)
    def words_change(self, which):
        purpose, _ = self.questions[which]
        old = texts.TEXTS["en"][purpose]
        texts.TEXTS["en"][purpose] = old._replace(version=old.version + 1)
        self.reference.words[purpose] = old.version + 1

    @precondition(lambda self: self.here)
    @rule()
    def pause_or_resume(self):
        if self.reference.state == "active":
            services.pause(self.profile)
            self.reference.state = "paused"
        else:
            services.resume(self.profile)
            self.reference.state = "active"

    @precondition(lambda self: self.here)
    @rule()
    def wall_or_not(self):
        change = services.remove_wall if self.reference.walled else services.add_wall
        change(self.profile, self.official.agency)
        self.reference.walled = not self.reference.walled

    @precondition(lambda self: self.here)
    @rule(sure=st.integers(0, 3))
    def leave(self, sure):
        if sure == 0:
            services.leave(self.profile)
            self.reference.leave()

    @rule()
    def office_looks(self):
        for purpose, audience in (self.questions[1], self.questions[3]):
            seen = disclose(self.profile, self.viewer, purpose, audience)
            assert (seen != NOTHING) == self.reference.is_seen(purpose, self._words(audience)), purpose

    @rule()
    def many_are_asked_for_at_once(self):
        for purpose, audience in self.questions:
            holds = self.reference.holds(purpose, self._words(audience))
            assert ledger.in_force(purpose, audience).exists() == holds, purpose

    @invariant()
    def they_agree(self):
        done["steps"] += 1
        held = Grant.objects.filter(person=self.profile.user)
        ends = {(grant.purpose, self._words(grant.audience)): grant.until for grant in held}
        assert ends == {about: yes.until for about, yes in self.reference.said.items()}
        for purpose, audience in self.questions:
            holds = self.reference.holds(purpose, self._words(audience))
            assert ledger.allows(self.profile.user, purpose, audience) == holds, purpose


CHAIN = next(chain for chain in all_chains() if chain.model is Entry)


@pytest.mark.django_db
def test_the_ledger_agrees_with_the_reference():
    Consent.profile_id, Consent.official = factories.expert(consents=()).pk, factories.official()
    run_state_machine_as_test(
        Consent,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    if REPORT:
        Path(REPORT).write_text(json.dumps(done))


BREAKS = {
    "a yes needs no second one": lambda patch: patch.setitem(
        ledger.RULES, Purpose.STORY, ledger.RULES[Purpose.STORY]._replace(rests=timedelta(0))
    ),
    "old words go on": lambda patch: patch.setattr(
        ledger, "current_versions", lambda purpose: [f"{purpose}/en/{number}" for number in range(1, 50)]
    ),
    "the end is not looked at": lambda patch: patch.setattr(ledger, "is_over", lambda held, now: False),
    "36 months are not kept": lambda patch: patch.setitem(
        ledger.RULES, Purpose.NAME, ledger.RULES[Purpose.NAME]._replace(most=None)
    ),
    "a withdrawal is forgotten": lambda patch: patch.setattr(ledger, "withdraw", lambda *args: False),
}


@pytest.mark.django_db
@pytest.mark.parametrize("broken", BREAKS)
def test_a_ledger_that_breaks_a_promise_is_caught(broken, monkeypatch):
    Consent.profile_id, Consent.official = factories.expert(consents=()).pk, factories.official()
    BREAKS[broken](monkeypatch)
    with pytest.raises(Exception):  # noqa: B017
        run_state_machine_as_test(
            Consent,
            settings=settings(
                max_examples=600, stateful_step_count=STEPS, deadline=None, database=None,
                suppress_health_check=list(HealthCheck), phases=[Phase.generate], derandomize=True,
            ),
        )  # fmt: skip
