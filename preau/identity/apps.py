from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class IdentityConfig(AppConfig):
    name = "preau.identity"
    label = "identity"

    def ready(self) -> None:
        from preau.identity import triggers  # noqa: PLC0415 -- models are known from here on

        pre_migrate.connect(triggers.drop, sender=self)
        post_migrate.connect(triggers.make, sender=self)
