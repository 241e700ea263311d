from django.urls import path

from network.consultations.views import board, reviewing, sections, writing

app_name = "consultations"
urlpatterns = [
    path("", writing.request_list, name="list"),
    path("new/", writing.start, name="start"),
    path("board/", board.board, name="board"),
    path("board/<str:public_id>/", board.board_request, name="board_request"),
    path("review/", reviewing.queue, name="review_queue"),
    path("review/<str:public_id>/", reviewing.review, name="review"),
    path("review/<str:public_id>/start/", reviewing.start, name="start_review"),
    path("review/<str:public_id>/publish/", reviewing.publish, name="publish"),
    path("review/<str:public_id>/answer/", reviewing.answer, name="answer"),
    path("<str:public_id>/", writing.request_page, name="request"),
    path("<str:public_id>/preview/", writing.preview, name="preview"),
    path("<str:public_id>/submit/", writing.submit, name="submit"),
    path("<str:public_id>/withdraw/", writing.withdraw, name="withdraw"),
    path("<str:public_id>/note/", writing.note, name="note"),
    path("<str:public_id>/funds/", sections.funds, name="funds"),
    path("<str:public_id>/<slug:slug>/", sections.section, name="section"),
]
