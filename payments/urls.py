from django.urls import path

from payments import webhooks
from payments.views import books, payments

app_name = "payments"
urlpatterns = [
    path("", payments.payment_list, name="list"),
    path("funds/", books.funds, name="funds"),
    path("funds/<str:public_id>/", books.fund, name="fund"),
    path("ledger/", books.ledger, name="ledger"),
    path("hooks/stripe", webhooks.stripe_webhook, name="stripe_webhook"),
    path("<str:public_id>/", payments.payment, name="payment"),
    path("<str:public_id>/release/", payments.release, name="release"),
    path("<str:public_id>/hold/", payments.hold, name="hold"),
    path("<str:public_id>/lift/", payments.lift, name="lift"),
    path("<str:public_id>/retry/", payments.retry, name="retry"),
    path("<str:public_id>/record/", payments.record, name="record"),
    path("<str:public_id>/confirm/", payments.confirm, name="confirm"),
    path("<str:public_id>/settle/", payments.settle, name="settle"),
    path("<str:public_id>/bring-back/", payments.bring_back, name="bring_back"),
]
