"""An expert answers a question about consent."""

from network.consent import ledger
from network.consent.queries import Question
from network.people.models import User


def answer(person: User, question: Question, yes: bool) -> None:
    """Say yes or no to this question, at once. The same answer again changes nothing."""
    if not yes:
        ledger.withdraw(person, question.purpose, question.audience)
    elif not question.is_yes:
        ledger.grant(person, question.purpose, question.audience)
