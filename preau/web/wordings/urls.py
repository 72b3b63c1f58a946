"""The addresses of templates: those of each box, and each of them."""

from django.urls import path

from preau.web.wordings.views import wordings

app_name = "wordings"

urlpatterns = [
    path("", wordings.every, name="list"),
    path("back", wordings.bring_back, name="back"),
    path("new/<str:box>", wordings.new, name="new"),
    path("<int:number>", wordings.one, name="one"),
    path("<int:number>/removal", wordings.remove, name="removal"),
]
