"""The addresses of the console: one page a duty."""

from django.urls import path

from preau.web.console.views import home

app_name = "console"

urlpatterns = [
    path("", home.home, name="home"),
]
