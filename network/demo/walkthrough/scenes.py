"""The scenes of one engagement, in order. Each returns what its role saw, in one line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from network.demo.walkthrough.browser import Stuck
from network.demo.walkthrough.cast import Player, demo_experts, let_pass

SEATS = 2
NOTE = "Say first what a reader can do next. Keep the page to one side. Name one person to call."
Line = tuple[str, str, str]


@dataclass
class Play:
    """What the scenes share: who is on stage and which request it is about."""

    address: str
    title: str
    today: date
    office: Player
    manager: Player
    finance: Player
    second: Player
    auditor: Player
    experts: list[Player] = field(default_factory=list)
    request: str = ""


def all_scenes(play: Play) -> Iterator[Line]:
    """Each step as (role, what was done, what that side saw)."""
    for player in (play.office, play.manager, play.finance, play.second, play.auditor):
        player.sign_in()
    for scene in (write, review, invite, agree, meet, note, pay, recommend, look_back):
        yield from scene(play)


def write(play: Play) -> Iterator[Line]:
    office = play.office
    office.open("/requests/new/")
    office.send("", title=play.title)
    play.request = _found(r"/requests/([^/]+)/", office.path)[1]
    for slug, values in _sections(play.today).items():
        office.open(f"/requests/{play.request}/{slug}/")
        if slug == "what":
            values["topics"] = _choices(office, "topics")[:6]
        office.send("", **values)
    office.open(f"/requests/{play.request}/funds/")
    amount = _found(r"at least [^\d]*([\d,.]+\d)", office.page.text)[1].replace(",", "")
    office.send("", kind="purchase_order", reference="PO-WALK", amount=amount)
    yield (
        "official",
        "wrote a request section by section and promised the money",
        f"{amount} USD needed in all",
    )
    office.open(f"/requests/{play.request}/")
    office.send("submit")
    office.expect("Submitted")
    yield "official", "submitted it", "Submitted, with the review's clock running"


def _found(pattern: str, text: str) -> re.Match[str]:
    hit = re.search(pattern, text)
    assert hit is not None, f"the page does not say {pattern}"
    return hit


def _sections(today: date) -> dict[str, dict]:
    return {
        "what": {
            "kind": "product", "summary": "A page handed to people on the first day.",
            "document_title": "First-day page", "document_version": "Draft 1", "pillar": "protection",
        },
        "decision": {
            "decision_owner": "Service director", "decision_right": "collaborate",
            "can_change": "Every word and the order.", "cannot_change": "It stays one page.",
            **_day("decision_date", today + timedelta(days=90)),
        },
        "work": {
            "activity": "written-review", "seats": str(SEATS), "session_minutes": "60", "preparation_minutes": "",
            "debrief_minutes": "", "languages": ["en"],
            **_day("earliest_date", today + timedelta(days=18)), **_day("latest_date", today + timedelta(days=40)),
        },
        "questions": {"question_0": "What should a reader see first on this page?"},
        "attendees": {"who_0": "Service director", "why_0": "Reads and answers"},
        "uses": {"uses": "Agreed notes become recommendations.", "power": "This office decides about nobody."},
    }  # fmt: skip


def _choices(player: Player, name: str) -> list[str]:
    return next((form.choices[name] for form in player.page.forms if form.choices.get(name)), [])


def _day(name: str, day: date) -> dict[str, str]:
    return {f"{name}_0": str(day.day), f"{name}_1": str(day.month), f"{name}_2": str(day.year)}


def review(play: Play) -> Iterator[Line]:
    manager = play.manager
    manager.open(f"/requests/review/{play.request}/")
    manager.send("start")
    manager.open(f"/requests/review/{play.request}/")
    manager.send("publish")
    manager.open(f"/requests/review/{play.request}/")
    manager.expect("Published")
    yield "manager", "read it as experts will, and published it", "every check met"
    manager.open(f"/draws/for/{play.request}/")
    manager.send("/commit/")
    manager.open(f"/draws/for/{play.request}/")
    manager.send("/run/")
    yield (
        "manager",
        "fixed the seed, closed the set and drew",
        "the seed, its fingerprint and random references",
    )


def invite(play: Play) -> Iterator[Line]:
    play.office.open(f"/work/office/requests/{play.request}/")
    play.office.send("/invite/")
    yield "official", "sent the invitations", "seats, no names"


def agree(play: Play) -> Iterator[Line]:
    for alias in demo_experts(play.address):
        expert = Player(play.address, "expert", alias).enter_demo()
        expert.open("/work/invitations/")
        if play.title not in expert.page.text:
            continue
        play.experts.append(expert)
        expert.open(_invitation_for(expert, play.title))
        pay = _found(r"[$£]\s?[\d,.]+\d", expert.page.text)[0]
        expert.open(expert.link(r"/work/invitations/[^/]+/accept/"))
        expert.send("", attend="on")
        yield "expert", "read the terms and accepted", f"{pay}, the hourly rate, who attends and how to stop"
    if len(play.experts) != SEATS:
        raise Stuck(f"{len(play.experts)} experts have an invitation; {SEATS} were drawn.")


def _invitation_for(expert: Player, title: str) -> str:
    for href in [link for link in expert.page.links if re.search(r"/work/invitations/[^/]+/$", link)]:
        expert.open(href)
        if title in expert.page.text:
            return href
        expert.open("/work/invitations/")
    raise Stuck(f"{expert.alias} has no invitation to open")


def meet(play: Play) -> Iterator[Line]:
    office = play.office
    for href in _engagements(play):
        office.open(href)
        office.open(office.link(r"/propose/"))
        while not (times := _choices(office, "starts_at")):
            office.open(office.link(r"\?day="))
        office.send(r"propose|day=", starts_at=times[0], how_to_join="By the link on your work page")
    yield "official", "chose a time from those each expert offered", "own time and the expert's, zones named"
    for expert in play.experts:
        expert.open(_session_of(expert, play.title))
        expert.send("/confirm/")
        yield "expert", "said yes to the time", "her own time"
    let_pass(play.address, 45)
    yield "worker", "45 days passed; its duties ran", "sessions over, reminders made"


def _times(office: Player) -> list[str]:
    return next(
        (form.choices["starts_at"] for form in office.page.forms if form.choices.get("starts_at")), []
    )


def _engagements(play: Play) -> list[str]:
    play.office.open(f"/work/office/requests/{play.request}/")
    links = [href for href in play.office.page.links if re.fullmatch(r"/work/office/[\w-]{16}/", href)]
    return list(dict.fromkeys(links))


def _work_of(expert: Player, title: str) -> str:
    expert.open("/work/")
    for href in dict.fromkeys(link for link in expert.page.links if re.fullmatch(r"/work/[\w-]{16}/", link)):
        expert.open(href)
        if title in expert.page.text:
            return href
    raise Stuck(f"{expert.alias} has no work called {title}")


def _session_of(expert: Player, title: str) -> str:
    expert.open(_work_of(expert, title))
    return expert.link(r"/work/sessions/")


def note(play: Play) -> Iterator[Line]:
    for href in _engagements(play):
        play.office.open(href)
        play.office.open(play.office.link(r"/note/$"))
        play.office.send("", text=NOTE)
    yield "official", "wrote the note of what was said and sent it", "not usable until the expert agrees"
    for expert in play.experts:
        expert.open(_work_of(expert, play.title))
        expert.open(expert.link(r"/work/notes/[^/]+/$"))
        expert.expect(NOTE)
        expert.send("")
        yield "expert", "read the note and agreed", "her words, as they will be used"


def pay(play: Play) -> Iterator[Line]:
    for href in _engagements(play):
        play.office.open(href)
        if any("/complete/" in form.action for form in play.office.page.forms):
            play.office.send("/complete/")
    let_pass(play.address, 1)
    paid = 0
    play.finance.open("/payments/?state=released")
    for href in dict.fromkeys(h for h in play.finance.page.links if re.fullmatch(r"/payments/[\w-]{16}/", h)):
        play.finance.open(href)
        play.finance.send("/record/", reference=f"BT-{paid}")
        paid += 1
        play.second.open(href)
        if any("/confirm/" in form.action for form in play.second.page.forms):
            play.second.send("/confirm/")
    yield (
        "finance",
        f"recorded {paid} transfers; a second person confirmed the large ones",
        "amounts, never why",
    )
    for expert in play.experts:
        expert.open("/home/money/")
        expert.expect("Paid")
    yield "expert", "looked at her money", "Paid"


def recommend(play: Play) -> Iterator[Line]:
    office = play.office
    office.open(f"/recommendations/new/{play.request}/")
    notes = urlencode([("read", "1"), *(("note", note) for note in _choices(office, "note"))])
    office.open(f"/recommendations/new/{play.request}/?{notes}")
    office.expect(NOTE)
    office.send(
        "",
        text="Put the next step in the first line of the page.",
        document="First-day page, Draft 1",
        pillar="protection",
    )
    yield (
        "official",
        "chose the agreed notes and wrote a recommendation from them",
        "the dates by which to acknowledge and answer",
    )
    recommendation = office.path
    if not re.fullmatch(r"/recommendations/[\w-]{16}/", recommendation):
        raise Stuck(f"A recommendation was not made: {office.page.text[:300]}")
    office.send("/acknowledge/")
    office.open(f"{recommendation}answer/")
    office.send("", decision="accept", reason="We agree; the new page begins with it.")
    office.expect("Accepted")
    yield "official", "acknowledged and answered it", "Accepted, in its own words"


def look_back(play: Play) -> Iterator[Line]:
    for expert in play.experts:
        expert.open("/recommendations/your-input/")
        expert.expect("first line of the page")
    yield "expert", "opened “What your input did”", "the office's answer"
    play.manager.open("/home/overview/")
    yield "manager", "opened the network at a glance", "engagements, payments and outcomes on one page"
    play.auditor.open("/home/audit/")
    yield "auditor", "opened the audit log", "the chain, unbroken"
