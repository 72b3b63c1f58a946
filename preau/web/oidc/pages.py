"""What a person is asked before an outside application, and which applications know them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.applications.models import Application
from preau.applications.queries import known_to
from preau.kit import moments
from preau.web.kit.request import AccountRequest
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class ConsentPage:
    """`asked`: the parameters of the request, to be posted again with the answer."""

    name: str
    host: str
    told: list[str]
    asked: list[tuple[str, str]]

    @classmethod
    def of(cls, application: Application, scope: str, asked: dict[str, str]) -> "ConsentPage":
        told = words_of(scope)
        host = urlsplit(asked["redirect_uri"]).hostname or ""
        return cls(application.name, host, told, list(asked.items()))


@dataclass(frozen=True)
class Known:
    """One application: what it is told, as sentences; `entered` is one too, or empty."""

    name: str
    told: list[str]
    entered: str
    is_outside: bool
    part_url: str


@dataclass(frozen=True, kw_only=True)
class KnownPage(Sheet):
    known: list[Known]


def known_page(request: AccountRequest) -> KnownPage:
    lead = _("The services that you entered by your account here, and what they are told of you.")
    return KnownPage(
        **around(request, "applications", _("Applications"), lead),
        known=[
            Known(
                one.application.name,
                words_of(one.scope),
                _("Last entered: %(when)s") % {"when": moments.spoken_label(one.entered_at)}
                if one.entered_at
                else "",
                one.application.asks_consent,
                reverse("applications:part", kwargs={"number": one.application.pk}),
            )
            for one in known_to(request.account)
        ],
    )


def words_of(scope: str) -> list[str]:
    known = words()
    return [known[one] for one in scope.split() if one in known]


def words() -> dict[str, str]:
    return {
        "profile": _("Your name, your identifier and your académie"),
        "email": _("Your professional address"),
        "staff": _("Your functions and the schools where you work"),
    }
