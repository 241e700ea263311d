"""The demo's offices: registered, verified by a manager, their officials trained and bound by the code."""

from datetime import timedelta

from network.agencies.models import Agency, Official
from network.agencies.services import (
    FirstOfficial,
    connect_official,
    invite_official,
    record_training,
    register_office,
    sign_code,
    verify_office,
)
from network.common import clock
from network.demo.loader.staff import demo_user
from network.demo.loader.texts import text
from network.people.models import User
from network.people.roles import Role


def open_offices(manager: User) -> dict[str, Official]:
    """Every verified office of offices.yaml with its officials, by sign-in name."""
    officials: dict[str, Official] = {}
    for described in text("offices"):
        if not described.get("waits"):
            officials |= _open(described, manager)
    return officials


def let_offices_wait() -> None:
    """Register the offices that nobody has verified yet."""
    for described in text("offices"):
        if described.get("waits"):
            _register(described)


def first_official(officials: dict[str, Official], office: str) -> Official:
    """The official who speaks for the office of this name in the demo."""
    return next(official for official in officials.values() if official.agency.name == office)


def _open(described: dict, manager: User) -> dict[str, Official]:
    first, *others = described["officials"]
    agency, official = _register(described)
    verify_office(agency, by=manager)
    agency.refresh_from_db()
    found = {first["alias"]: _join(official, first["alias"], agency, manager)}
    for other in others:
        invited = invite_official(
            found[first["alias"]],
            name=other["name"],
            job_title=other["job_title"],
            duty=other["duty"],
            email=_mail(other["alias"]),
        )
        found[other["alias"]] = _join(invited, other["alias"], agency, manager)
    return found


def _register(described: dict) -> tuple[Agency, Official]:
    first = described["officials"][0]
    return register_office(
        official=FirstOfficial(first["name"], first["job_title"], _mail(first["alias"])),
        name=described["name"],
        level=described["level"],
        jurisdiction=described["jurisdiction"],
        time_zone=described["time_zone"],
        purpose=described["purpose"],
        is_demo=True,
    )


def _join(official: Official, alias: str, agency: Agency, manager: User) -> Official:
    connect_official(demo_user(alias, Role.OFFICIAL, agency.time_zone), official.public_id)
    official = Official.objects.select_related("agency", "user").get(pk=official.pk)
    record_training(official, (clock.now() - timedelta(days=20)).date(), by=manager)
    sign_code(official)
    return official


def _mail(alias: str) -> str:
    return f"{alias}@example.org"
