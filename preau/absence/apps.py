from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from preau.absence import view


class AbsenceConfig(AppConfig):
    name = "preau.absence"
    label = "absence"

    def ready(self) -> None:
        pre_migrate.connect(view.drop, sender=self)
        post_migrate.connect(view.make, sender=self)
