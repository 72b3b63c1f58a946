"""The help desk, for who cannot sign in."""

from django.urls import path

from preau.web.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.ask, name="ask"),
    path("<str:reference>", views.standing, name="standing"),
]
