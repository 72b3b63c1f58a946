"""The way back in: by the second address, by NUMEN, by a code handed over."""

from django.urls import path

from preau.web.identity.recovery import views

app_name = "recovery"

urlpatterns = [
    path("", views.choose, name="choose"),
    path("password", views.password, name="password"),
    path("identifier", views.identifier, name="identifier"),
    path("sent", views.sent, name="sent"),
    path("link/<str:token>", views.link, name="link"),
    path("code", views.code, name="code"),
]
