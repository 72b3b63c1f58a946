"""The addresses of settings: one page a subject."""

from django.urls import path

from preau.web.settings.views import (
    account,
    activity,
    reading,
    security,
    senders,
    sessions,
    writing,
)

app_name = "settings"

urlpatterns = [
    path("", reading.home, name="home"),
    path("reading", reading.reading, name="reading"),
    path("writing", writing.writing, name="writing"),
    path("writing/<int:identity>", writing.signature, name="signature"),
    path("senders", senders.senders, name="senders"),
    path("account", account.account, name="account"),
    path("security", security.security, name="security"),
    path("sessions", sessions.sessions, name="sessions"),
    path("sessions/others", sessions.others, name="other_sessions"),
    path("activity", activity.activity, name="activity"),
    path("activity.csv", activity.export, name="activity_export"),
]
