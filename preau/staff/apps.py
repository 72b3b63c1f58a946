from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "preau.staff"
    label = "staff"
