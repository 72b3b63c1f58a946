"""Why a message did not come."""

from django.urls import path

from preau.web.missing import views

app_name = "missing"

urlpatterns = [
    path("", views.ask, name="ask"),
    path("desk", views.report, name="report"),
    path("<str:box>/repair", views.repair, name="repair"),
]
