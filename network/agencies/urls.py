from django.urls import path

from network.agencies.views import deciding, people, registering

app_name = "agencies"
urlpatterns = [
    path("", deciding.office_list, name="list"),
    path("our-people/", people.our_people, name="our_people"),
    path("our-people/invite/", people.invite, name="invite"),
    path("our-people/<str:public_id>/entry-link/", people.resend, name="resend"),
    path("code-of-conduct/", people.code_of_conduct, name="code"),
    path("registered/", registering.registered, name="registered"),
    path("<str:public_id>/", deciding.office, name="office"),
    path("<str:public_id>/verify/", deciding.verify, name="verify"),
    path("<str:public_id>/decline/", deciding.decline, name="decline"),
    path("<str:public_id>/suspend/", deciding.suspend, name="suspend"),
    path("<str:public_id>/restore/", deciding.restore, name="restore"),
    path("officials/<str:public_id>/training/", deciding.training, name="training"),
    path("officials/<str:public_id>/entry-link/", deciding.entry_link, name="entry_link"),
]
