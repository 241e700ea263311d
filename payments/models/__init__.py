from payments.models.attempts import Attempt
from payments.models.funds import Fund
from payments.models.ledger import Account, Line, Movement
from payments.models.payees import Payee
from payments.models.payments import Payment, Step
from payments.models.rates import Rate, RateCard
from payments.models.webhooks import WebhookEvent

__all__ = [
    "Account",
    "Attempt",
    "Fund",
    "Line",
    "Movement",
    "Payee",
    "Payment",
    "Rate",
    "RateCard",
    "Step",
    "WebhookEvent",
]
