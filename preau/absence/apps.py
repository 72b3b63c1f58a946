from django.apps import AppConfig


class AbsenceConfig(AppConfig):
    name = "preau.absence"
    label = "absence"
