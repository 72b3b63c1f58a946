from django.apps import AppConfig


class MailingsConfig(AppConfig):
    name = "preau.mailings"
    label = "mailings"
