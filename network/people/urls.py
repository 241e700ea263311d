from django.urls import path

from network.people.views import account, asking, devices, joining, leaving, managing

app_name = "people"
urlpatterns = [
    path("leave/", leaving.leave, name="leave"),
    path("leave/away/", leaving.away, name="away"),
    path("enter/<str:token>/", joining.enter, name="enter"),
    path("enter/<str:token>/password/", joining.enter_by_password, name="enter_password"),
    path("enter/<str:token>/passkey/", joining.enter_by_passkey, name="enter_passkey"),
    path("ask-to-join/", asking.ask_to_join, name="ask_to_join"),
    path("ask-to-join/thank-you/", asking.asked_to_join, name="asked_to_join"),
    path("account/", account.overview, name="account"),
    path("account/second-step/", account.second_step, name="second_step"),
    path("account/place/", account.place, name="place"),
    path("account/passkeys/<str:ref>/remove/", account.remove_passkey, name="remove_passkey"),
    path("account/screen/", account.screen, name="screen"),
    path("account/devices/<str:ref>/sign-out/", devices.sign_out_one, name="sign_out_one"),
    path("account/sign-out-everywhere/", devices.sign_out_everywhere, name="sign_out_everywhere"),
    path("people/join-requests/", managing.join_requests, name="join_requests"),
    path("people/join-requests/<str:public_id>/", managing.join_request, name="join_request"),
    path("people/join-requests/<str:public_id>/invite/", managing.invite, name="invite"),
    path("people/join-requests/<str:public_id>/decline/", managing.decline, name="decline"),
    path("people/recovery/", managing.recovery, name="recovery"),
]
