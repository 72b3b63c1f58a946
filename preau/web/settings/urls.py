"""The addresses of settings: one page a subject."""

from django.urls import path

from preau.web.settings import views

app_name = "settings"

urlpatterns = [
    path("", views.home, name="home"),
    path("reading", views.reading, name="reading"),
    path("writing", views.writing, name="writing"),
    path("writing/<int:identity>", views.signature, name="signature"),
    path("senders", views.senders, name="senders"),
    path("account", views.account, name="account"),
    path("security", views.security, name="security"),
]
