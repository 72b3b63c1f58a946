"""The page of the settings that this area has."""

from django.urls import path

from preau.web.oidc.views import known

app_name = "applications"
urlpatterns = [
    path("", known.applications, name="list"),
    path("<int:number>/parting", known.part, name="part"),
]
