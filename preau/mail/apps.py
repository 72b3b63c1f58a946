from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "preau.mail"
    label = "mail"
