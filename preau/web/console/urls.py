"""The addresses of the console: one page a duty."""

from django.urls import path

from preau.web.console.views import accounts, desk, home

app_name = "console"

urlpatterns = [
    path("", home.home, name="home"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<str:identifier>", accounts.account, name="account"),
    path("accounts/<str:identifier>/code", accounts.seal, name="seal"),
    path("accounts/<str:identifier>/<str:verb>", accounts.turn, name="turn"),
    path("desk/", desk.queue, name="desk"),
    path("desk/<str:reference>", desk.one_request, name="request"),
    path("desk/<str:reference>/<str:verb>", desk.act, name="act"),
]
