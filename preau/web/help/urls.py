"""The addresses of the help: its first page, and one a subject."""

from django.urls import path

from preau.web.help import views

app_name = "help"

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>", views.page, name="page"),
]
