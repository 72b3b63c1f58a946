from django.apps import AppConfig


class TracesConfig(AppConfig):
    name = "preau.traces"
    label = "traces"
