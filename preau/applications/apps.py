from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "preau.applications"
    label = "applications"

    def ready(self) -> None:
        from preau.applications import follow  # noqa: PLC0415 -- models exist only now

        follow.start()
