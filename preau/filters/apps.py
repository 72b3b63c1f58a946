from django.apps import AppConfig


class FiltersConfig(AppConfig):
    name = "preau.filters"
    label = "filters"
