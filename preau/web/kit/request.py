"""Requests as views see them: the académie is known, and the account once signed in."""

from django.http import HttpRequest

from preau.academies.registry import Academy
from preau.formats.networks import counted
from preau.identity.models import Account, Session


class AcademyRequest(HttpRequest):
    academy: Academy


class AccountRequest(AcademyRequest):
    account: Account
    open_session: Session


def is_fragment(request: HttpRequest) -> bool:
    """htmx asks for a part; a history restore asks for the whole page again."""
    return (
        request.headers.get("HX-Request") == "true"
        and request.headers.get("HX-History-Restore-Request") != "true"
    )


def network(request: HttpRequest) -> str:
    """The address the request comes from, as the web server that faces the network saw it."""
    return counted(str(request.META.get("REMOTE_ADDR", "")))
