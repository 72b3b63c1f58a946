from django.apps import AppConfig


class GraceConfig(AppConfig):
    name = "preau.grace"
    label = "grace"
