from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "preau.support"
    label = "support"
