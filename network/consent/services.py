"""An expert answers a question about consent, and is told when a second answer can be given."""

from django.db import transaction

from network.common import clock
from network.consent import ledger
from network.consent.models import Grant
from network.consent.policies import State, state_of
from network.consent.queries import Question
from network.consent.signals import second_yes_possible
from network.people.models import User


def answer(person: User, question: Question, yes: bool, months: int | None = None) -> None:
    """Say yes or no to this question, at once. `months`: the end chosen with a yes; None: the rule's own.

    A yes to what waits for it is the second yes. A yes to what is on renews it where it has an end or is given one;
    otherwise the same answer again changes nothing.
    """
    now = clock.now()
    until = clock.months_later(now, months) if months else None
    if not yes:
        ledger.withdraw(person, question.purpose, question.audience)
    elif question.state == State.WAITING:
        ledger.confirm(person, question.purpose, question.audience)
    elif not question.is_yes or (question.state == State.ON and (until or question.until)):
        ledger.grant(person, question.purpose, question.audience, until=until)


def ask_second_yes() -> int:
    """The duty: tell everybody once who can now say yes a second time; how many."""
    rested = Grant.objects.filter(effective_at=None, asked_at=None, confirm_from__lte=clock.now())
    return sum(_ask(pk) for pk in list(rested.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _ask(pk: int) -> int:
    rows = Grant.objects.select_for_update(of=("self",)).select_related("person").filter(pk=pk, asked_at=None)
    grant = rows.first()
    if grant is None or state_of(grant, clock.now()) != State.WAITING:
        return 0
    second_yes_possible.send(Grant, person=grant.person, record=grant.record)
    grant.asked_at = clock.now()
    grant.save(update_fields=["asked_at"])
    return 1
