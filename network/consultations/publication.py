"""The publication gate: nothing reaches experts before every registered check passes.

Apps above add theirs in AppConfig.ready(), for example overdue answers or payments.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from network.consultations.models import ConsultationRequest


class Unmet(NamedTuple):
    """Why a check does not pass, in words for the office; `section` is where to mend it, if anywhere."""

    why: str
    section: str = ""


class Asked(StrEnum):
    """When a check must pass: already to submit, or only to publish."""

    TO_SUBMIT = "to_submit"
    TO_PUBLISH = "to_publish"


@dataclass(frozen=True)
class Check:
    """`says` is the promise to experts; `fix` is one sentence of what to do; `check` returns None when it passes."""

    name: str
    says: str
    fix: str
    check: Callable[[ConsultationRequest], Unmet | None]
    asked: Asked


class Result(NamedTuple):
    check: Check
    unmet: Unmet | None


_CHECKS: dict[str, Check] = {}


def register_check(
    name: str,
    check: Callable[[ConsultationRequest], Unmet | None],
    fix: str,
    *,
    says: str = "",
    asked: Asked = Asked.TO_SUBMIT,
) -> None:
    """Add a check; `says` defaults to the name. A name used twice replaces the earlier check."""
    _CHECKS[name] = Check(name, says or name.replace("_", " ").capitalize(), fix, check, asked)


def results_of(consultation: ConsultationRequest) -> list[Result]:
    """Every check with what is not met about this request, in the order of registration.

    Expects a request loaded by `queries.request_for` or a service: related rows at hand.
    """
    return [Result(check, check.check(consultation)) for check in _CHECKS.values()]


def unmet_to_submit(consultation: ConsultationRequest) -> list[Result]:
    """What keeps the office from submitting."""
    return [result for result in unmet_to_publish(consultation) if result.check.asked == Asked.TO_SUBMIT]


def unmet_to_publish(consultation: ConsultationRequest) -> list[Result]:
    """What keeps the request from experts."""
    return [result for result in results_of(consultation) if result.unmet]
