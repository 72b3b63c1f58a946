"""Signing in elsewhere: leaving, coming back."""

from django.urls import path

from preau.web.identity.federation import views

app_name = "federation"

urlpatterns = [
    path("<slug:key>", views.leave, name="leave"),
    path("<slug:key>/back", views.come_back, name="back"),
    path("<slug:key>/metadata", views.metadata, name="metadata"),
]
