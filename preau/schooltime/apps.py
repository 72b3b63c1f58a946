from django.apps import AppConfig


class SchooltimeConfig(AppConfig):
    name = "preau.schooltime"
    label = "schooltime"
