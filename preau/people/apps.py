from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "preau.people"
    label = "people"

    def ready(self) -> None:
        from preau.people import follow  # noqa: PLC0415 -- models exist only now

        follow.start()
