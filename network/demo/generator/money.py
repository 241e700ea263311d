"""Invented funds and payments, each amount in balanced ledger movements like the real ones."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from network.common import clock
from network.consultations.models import ConsultationRequest
from network.demo.generator.bulk import write
from network.engagements.models import Engagement
from network.engagements.states import EngagementState
from payments.ids import new_id
from payments.models import Account, Fund, Line, Movement, Payee, Payment, Step
from payments.states import PaymentState

Kind = Account.Kind


class Books:
    """Collects movements and writes them lines first, as the ledger's triggers demand."""

    def __init__(self):
        self.accounts: dict[tuple, Account] = {}
        self.movements: list[tuple[Movement, Account, Account, int]] = []

    def move(
        self, key: str, source: tuple, target: tuple, amount_minor: int, at: datetime, subject: str
    ) -> None:
        """Take `amount_minor` from one account to another; accounts are (kind, owner, currency)."""
        movement = Movement(id=new_id(), key=key, subject=subject, at=at)
        self.movements.append((movement, self._account(source), self._account(target), amount_minor))

    def _account(self, name: tuple) -> Account:
        kind, owner, currency = name
        return self.accounts.setdefault(name, Account(kind=kind, owner=owner, currency=currency))

    def write(self) -> None:
        """Insert accounts, lines and movements."""
        write(Account, self.accounts.values())
        write(Line, self._lines())
        write(Movement, (movement for movement, *_ in self.movements))

    def _lines(self) -> Iterator[Line]:
        for movement, source, target, amount in self.movements:
            for account, signed in ((source, -amount), (target, amount)):
                yield Line(
                    movement_id=movement.id, account=account, amount_minor=signed, currency=account.currency
                )


def make_funds(requests: list[ConsultationRequest], seats: int, books: Books) -> dict[str, Fund]:
    """A fund for every request that covers twice its seats, by its public id."""
    funds = write(Fund, (_fund(request, seats) for request in requests))
    for fund in funds:
        books.move(
            f"{fund.public_id}:commit",
            (Kind.PAYER, fund.public_id, fund.currency),
            (Kind.AVAILABLE, fund.public_id, fund.currency),
            fund.limit_minor,
            fund.committed_at,
            fund.public_id,
        )
    return {fund.public_id: fund for fund in funds}


def make_payments(engagements: list[Engagement], funds: dict[str, Fund], books: Books) -> None:
    """A payment for every engagement, as far along as the engagement is."""
    payees = {payee.public_id: payee for payee in Payee.objects.iterator()}
    payments = write(
        Payment,
        (_payment(e, funds[e.request.fund_ref], payees[e.profile.payee_ref]) for e in engagements),
    )
    for payment in payments:
        _book(payment, books)
    write(Step, (step for payment in payments for step in _steps(payment)))


def _fund(request: ConsultationRequest, seats: int) -> Fund:
    return Fund(
        public_id=request.fund_ref,
        payer_ref=request.agency.payer_ref,
        kind=Fund.Kind.PURCHASE_ORDER,
        reference="PO-GENERATED",
        currency=request.currency,
        limit_minor=request.pay_minor * seats * 2,
        committed_by=request.created_by.user.public_id,
        committed_at=request.submitted_at or clock.now(),
    )


def _payment(engagement: Engagement, fund: Fund, payee: Payee) -> Payment:
    due = engagement.completed_at
    return Payment(
        public_id=engagement.payment_ref,
        reference=engagement.public_id,
        fund=fund,
        payee=payee,
        amount_minor=engagement.request.pay_minor,
        currency=fund.currency,
        state=PaymentState.PAID if engagement.state == EngagementState.COMPLETED else PaymentState.RESERVED,
        booked_at=engagement.agreed_at,
        due_at=due,
        release_by=due,
        paid_at=due and due + timedelta(days=2),
    )


def _book(payment: Payment, books: Books) -> None:
    """available → reserved, and for a paid one on through owed and clearing to received."""
    fund, payee, currency = payment.fund.public_id, payment.payee.public_id, payment.currency
    way = [(Kind.AVAILABLE, fund, currency), (Kind.RESERVED, fund, currency)]
    moments = [("book", payment.booked_at)]
    if payment.paid_at:
        way += [(kind, payee, currency) for kind in (Kind.OWED, Kind.CLEARING, Kind.RECEIVED)]
        moments += [("due", payment.due_at), ("release:1", payment.due_at), ("paid:1", payment.paid_at)]
    for (verb, at), source, target in zip(moments, way, way[1:], strict=False):
        books.move(f"{payment.public_id}:{verb}", source, target, payment.amount_minor, at, payment.public_id)


def _steps(payment: Payment) -> Iterator[Step]:
    yield Step(
        payment=payment, move="book", state=PaymentState.RESERVED, by="generated", at=payment.booked_at
    )
    if payment.paid_at:
        for move, state, at in (
            ("due", PaymentState.DUE, payment.due_at),
            ("release", PaymentState.RELEASED, payment.due_at),
            ("pay", PaymentState.PAID, payment.paid_at),
        ):
            yield Step(payment=payment, move=move, state=state, by="generated", at=at)
