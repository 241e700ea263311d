from django.urls import path

from network.consent.views import answers, recalls, receipts

app_name = "consent"
urlpatterns = [
    path("", answers.home, name="home"),
    path("first/", answers.check, name="check"),
    path("first/<slug:purpose>/", answers.first, name="first"),
    path("ask/<slug:purpose>/<slug:kind>/", answers.question, name="question"),
    path("ask/<slug:purpose>/<slug:kind>/<str:ref>/", answers.question, name="question"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/<str:record>/", receipts.receipt, name="receipt"),
    path("receipts/<str:record>/pdf/", receipts.pdf, name="receipt_pdf"),
    path("receipts/<str:record>/data/", receipts.json_ld, name="receipt_data"),
    path("asked-back/", recalls.asked_back, name="asked_back"),
    path("to-delete/", recalls.to_delete, name="to_delete"),
    path("to-delete/<str:public_id>/", recalls.deleted, name="deleted"),
]
