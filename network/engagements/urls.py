from django.urls import path

from network.engagements.views import cancelling, invitations, notes, office, proposing, sessions, work

app_name = "engagements"
urlpatterns = [
    path("", work.work, name="work"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<str:public_id>/", invitations.invitation, name="invitation"),
    path("invitations/<str:public_id>/accept/", invitations.accept, name="accept"),
    path("invitations/<str:public_id>/decline/", invitations.decline, name="decline"),
    path("sessions/<str:public_id>/", sessions.session, name="session"),
    path("sessions/<str:public_id>/confirm/", sessions.confirm, name="confirm"),
    path("sessions/<str:public_id>/refuse/", sessions.refuse, name="refuse"),
    path("sessions/<str:public_id>/held/", sessions.held, name="held"),
    path("sessions/<str:public_id>/take-back/", office.take_back, name="take_back"),
    path("sessions/<str:public_id>/was-held/", office.office_held, name="office_held"),
    path("notes/<str:public_id>/", notes.note, name="note"),
    path("notes/<str:public_id>/changes/", notes.changes, name="changes"),
    path("notes/<str:public_id>/withdraw/", notes.withdraw, name="withdraw_note"),
    path("notes/<str:public_id>/write/", office.rewrite_note, name="rewrite_note"),
    path("office/", office.office, name="office"),
    path("office/requests/<str:public_id>/", office.seats, name="seats"),
    path("office/notes/<str:public_id>/", office.read_note, name="read_note"),
    path("office/draws/<str:public_id>/invite/", office.send, name="send"),
    path("office/<str:public_id>/", office.office_one, name="office_one"),
    path("office/<str:public_id>/propose/", proposing.propose, name="propose"),
    path("office/<str:public_id>/complete/", office.complete, name="complete"),
    path("office/<str:public_id>/needs/", office.needs, name="needs"),
    path("office/<str:public_id>/note/", office.write_note, name="write_note"),
    path("office/<str:public_id>/cancel/", cancelling.cancel, name="cancel"),
    path("<str:public_id>/", work.mine, name="mine"),
    path("<str:public_id>/agreement/", work.agreement, name="agreement"),
    path("<str:public_id>/stop/", work.stop, name="stop"),
    path("<str:public_id>/show/", work.show, name="show"),
    path("<str:public_id>/hide/", work.hide, name="hide"),
]
