"""What each help page shows."""

from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from preau.web.help.finding import beginnings, find
from preau.web.help.guide import FIRST, Guide, address, guide, topics
from preau.web.help.shown import HelpPage, TopicLink
from preau.web.kit.request import AcademyRequest
from preau.web.shell.frame import Frame
from preau.web.shell.open_page import open_frame

ICONS = {
    "problemes": "life-buoy",
    "se-connecter": "key-round",
    "portail": "layout-grid",
    "nouveautes": "sparkles",
    "lire-et-classer": "mail-open",
    "filtres": "list-filter",
    "rechercher": "search",
    "message-non-recu": "mail-open",
    "ecrire-et-envoyer": "pencil",
    "boite-pleine": "hard-drive",
    "clavier": "keyboard",
    "telephone-et-logiciels": "phone",
    "mot-de-passe": "key-round",
    "double-authentification": "shield-check",
    "securite": "shield",
    "questions-frequentes": "circle-help",
}


def home(request: HttpRequest, query: str) -> HelpPage:
    """The first page, or what a search found."""
    lit = tuple(shape for shapes in beginnings(query) for shape in shapes)
    lead = _("Find the page that says how, or the person who can help.")
    shown = None if query else guide(FIRST)
    return _page(
        request, "", _("Help"), lead, guide=shown, query=query, findings=find(query), lit=lit
    )


def one(request: HttpRequest, slug: str) -> HelpPage:
    """Raises NotFound for a page that is not written."""
    found = guide(slug)
    wants = {topic.slug: topic.want for topic in topics()}
    return _page(request, slug, found.title, sentence(wants.get(slug, "")), guide=found)


def sentence(want: str) -> str:
    """`lire mes messages` of the table, as a line of its own."""
    return want[:1].upper() + want[1:]


def _page(
    request: HttpRequest,
    slug: str,
    title: str,
    lead: str,
    *,
    guide: Guide | None = None,
    **more: Any,
) -> HelpPage:
    academy = cast(AcademyRequest, request).academy
    around = open_frame(request, "help")
    return HelpPage(
        frame=around,
        academy=academy,
        back_url=around.inbox_url if around else reverse("sign_in"),
        title=title,
        lead=lead,
        topics=[
            TopicLink(
                topic.name,
                sentence(topic.want),
                address(topic.slug),
                ICONS.get(topic.slug, "file-text"),
                topic.slug == slug,
            )
            for topic in topics()
        ],
        mail_url=_write_to(academy.help.mail or "", around),
        guide=guide,
        **more,
    )


def _write_to(address: str, around: Frame | None) -> str:
    """Who is signed in writes from here, others with whatever they have."""
    return f"{around.compose_url}?{urlencode({'to': address})}" if around else f"mailto:{address}"
