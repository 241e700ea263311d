from django.urls import path

from network.experts.views import availability, openings, particulars, pay, profile

app_name = "experts"
urlpatterns = [
    path("", profile.profile, name="profile"),
    path("get-ready/", profile.get_ready, name="get_ready"),
    path("change/<slug:name>/", profile.change, name="change"),
    path("agreements-read/", profile.agreements_read, name="agreements_read"),
    path("availability/", availability.week, name="availability"),
    path("availability/remove/", availability.remove_hours, name="remove_hours"),
    path("days-off/", availability.days_off, name="days_off"),
    path("days-off/remove/", availability.remove_day_off, name="remove_day_off"),
    path("private/", particulars.particulars, name="particulars"),
    path("pay/", pay.pay, name="pay"),
    path("pay/how/", pay.pay_how, name="pay_how"),
    path("pay/to/", pay.pay_to, name="pay_to"),
    path("pay/stripe/", pay.pay_stripe, name="pay_stripe"),
    path("pay/stripe/back/", pay.pay_stripe_back, name="pay_stripe_back"),
    path("openings/", openings.openings, name="openings"),
    path("openings/ask/", openings.ask, name="ask_to_open"),
    path("openings/<str:public_id>/", openings.opening, name="opening"),
    path("openings/<str:public_id>/approve/", openings.approve, name="approve_opening"),
    path("openings/<str:public_id>/refuse/", openings.refuse, name="refuse_opening"),
    path("openings/<str:public_id>/read/", openings.read, name="read_opening"),
    path("payees/<str:public_id>/", pay.payout_details, name="payout_details"),
]
