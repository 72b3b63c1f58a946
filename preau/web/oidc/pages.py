"""What a person is asked before an application that is not the académie's own."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from preau.applications.models import Application


@dataclass(frozen=True)
class ConsentPage:
    """`asked`: the parameters of the request, to be posted again with the answer."""

    name: str
    host: str
    told: list[str]
    asked: list[tuple[str, str]]

    @classmethod
    def of(cls, application: Application, scope: str, asked: dict[str, str]) -> "ConsentPage":
        known = words()
        told = [known[one] for one in scope.split() if one in known]
        host = urlsplit(asked["redirect_uri"]).hostname or ""
        return cls(application.name, host, told, list(asked.items()))


def words() -> dict[str, str]:
    return {
        "profile": _("Your name, your identifier and your académie"),
        "email": _("Your professional address"),
        "staff": _("Your functions and the schools where you work"),
    }
