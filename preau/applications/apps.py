from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "preau.applications"
    label = "applications"
