from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "preau.identity"
    label = "identity"
