from django.apps import AppConfig


class SpaceConfig(AppConfig):
    name = "preau.space"
    label = "space"
