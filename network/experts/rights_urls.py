"""The pages under /privacy/ that are about the profile; consent's own stand beside them."""

from django.urls import path

from network.experts.views import looked, rights, walls

app_name = "rights"
urlpatterns = [
    path("who-looked/", looked.who_looked, name="who_looked"),
    path("walls/", walls.walls, name="walls"),
    path("walls/add/", walls.add_wall, name="add_wall"),
    path("walls/remove/", walls.remove_wall, name="remove_wall"),
    path("pause/", rights.pause, name="pause"),
    path("export/", rights.export, name="export"),
    path("leave/", rights.leave, name="leave"),
    path("leave/stay/", rights.stay, name="stay"),
]
