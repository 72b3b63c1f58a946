from django.apps import AppConfig


class WordingsConfig(AppConfig):
    name = "preau.wordings"
    label = "wordings"
