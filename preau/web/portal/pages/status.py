"""How the service stands, in people's words: nothing of what stands behind it (P-11)."""

from typing import cast

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from preau.academies.academy import Academy
from preau.identity.models import Account
from preau.web.kit.request import AcademyRequest
from preau.web.portal.shown import Function, StatusPage
from preau.web.shell.announced import all_announced
from preau.web.shell.away import engines_away
from preau.web.shell.open_page import open_frame

NEEDS = {
    "reading": {"dovecot"},
    "sending": {"dovecot", "postfix", "worker"},
    "arriving": {"dovecot", "postfix", "rspamd", "clamd"},
    "search": {"dovecot"},
    "news": {"dovecot", "redis"},
}


def status(request: HttpRequest) -> StatusPage:
    academy = cast(AcademyRequest, request).academy
    return StatusPage(
        frame=open_frame(request, "portal"),
        title=_("State of the service"),
        academy=academy,
        functions=functions(academy),
        announced=all_announced(request),
    )


def functions(academy: Academy) -> list[Function]:
    away = set(engines_away())
    stands = {key: needs.isdisjoint(away) for key, needs in NEEDS.items()}
    return [
        Function(_("Reading mail"), "mail-open", stands["reading"]),
        Function(_("Sending"), "send", stands["sending"]),
        Function(_("Receiving"), "inbox", stands["arriving"]),
        Function(_("Searching mail"), "search", stands["search"]),
        Function(_("Notices of new mail"), "bell", stands["news"]),
        Function(_("Directory"), "users", directory_answers(academy)),
    ]


def directory_answers(academy: Academy) -> bool:
    try:
        Account.objects.filter(academy=academy.slug).exists()
    except DatabaseError:
        return False
    return True
