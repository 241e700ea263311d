from django.urls import path

from network.outcomes.views import expert, official, public

app_name = "outcomes"
urlpatterns = [
    path("", official.recommendations, name="recommendations"),
    path("new/", official.choose_request, name="choose_request"),
    path("new/<str:request_id>/", official.new, name="new"),
    path("record/", official.record, name="record"),
    path("register/", public.register, name="register"),
    path("register/<str:public_id>/", public.register_one, name="register_one"),
    path("your-input/", expert.your_input, name="your_input"),
    path("your-input/<str:public_id>/", expert.your_input_one, name="your_input_one"),
    path("<str:public_id>/", official.recommendation, name="recommendation"),
    path("<str:public_id>/acknowledge/", official.acknowledge, name="acknowledge"),
    path("<str:public_id>/answer/", official.answer, name="answer"),
    path("<str:public_id>/progress/", official.progress, name="progress"),
    path("<str:public_id>/done/", official.done, name="done"),
]
