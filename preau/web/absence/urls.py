"""The addresses of absences: in the settings, where people look for them (A-02)."""

from django.urls import path

from preau.web.absence.views import absence, returning, week

app_name = "absence"

urlpatterns = [
    path("", absence.absence, name="absence"),
    path("preview", absence.preview, name="preview"),
    path("stop", absence.stop, name="stop"),
    path("box/<str:box>/", absence.absence, name="absence"),
    path("box/<str:box>/preview", absence.preview, name="preview"),
    path("box/<str:box>/stop", absence.stop, name="stop"),
    path("meanwhile", returning.meanwhile, name="meanwhile"),
    path("meanwhile/seen", returning.seen, name="seen"),
    path("week", week.week, name="week"),
]
