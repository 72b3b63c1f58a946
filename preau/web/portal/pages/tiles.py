"""The tiles of one académie, for one person or for nobody yet (P-02, N-02, N-03, N-04)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from preau.academies.academy import Academy
from preau.academies.choices import ServiceKind
from preau.academies.portal import Service
from preau.formats.stems import fold, words
from preau.identity.models import Account
from preau.identity.queries import memberships
from preau.mail.unread import unread_in
from preau.web.kit.request import AcademyRequest, AccountRequest
from preau.web.portal.bookmarks import bookmark
from preau.web.portal.shown import Group, PortalPage, Tile
from preau.web.shell.open_page import open_frame

MANY = 8
ICONS = {
    ServiceKind.INTRANET: "landmark",
    ServiceKind.CAREER: "briefcase",
    ServiceKind.ADMINISTRATION: "file-text",
    ServiceKind.TEACHING: "graduation-cap",
    ServiceKind.ENT: "school",
    ServiceKind.SAFETY: "shield-alert",
    ServiceKind.OTHER: "globe",
}
HELP_ICONS = {
    "help": "circle-help",
    "news": "sparkles",
    "status": "activity",
    "charter": "file-text",
}


ORDER, BACK = "order", "back"


def portal(request: HttpRequest) -> PortalPage:
    asked = cast(AccountRequest, request)
    query = request.GET.get("q", "").strip()[:100]
    groups = groups_for(asked.account, asked.academy)
    many = sum(len(group.tiles) for group in groups) > MANY
    return PortalPage(
        frame=open_frame(request, "portal"),
        title=_("Services"),
        academy=asked.academy,
        bookmark=bookmark(cast(AcademyRequest, request)),
        groups=matching(groups, query),
        query=query if many else None,
        can_pin=asked.account is not None,
        is_ordering=ORDER in request.GET and not query and has_an_order(groups),
        ordering_url=ordering_url() if has_an_order(groups) else "",
        moved=request.GET.get(ORDER, ""),
        moved_back=BACK in request.GET,
    )


def groups_for(account: Account | None, academy: Academy) -> list[Group]:
    """Favourites first, in the order they were chosen; a tile stands once."""
    groups = [Group(_("Mail"), mail_tiles(account))] if account else []
    groups += service_groups(academy, is_known=account is not None)
    groups.append(Group(_("Help"), help_tiles(academy)))
    pinned = account.preference.pinned_tiles if account else []
    favourites = favourite_tiles(groups, pinned)
    rest = [
        Group(group.name, [tile for tile in group.tiles if tile.key not in pinned])
        for group in groups
    ]
    first = [Group(_("My favourites"), favourites)] if favourites else []
    return [group for group in (*first, *rest) if group.tiles]


def favourites_of(account: Account, academy: Academy) -> list[str]:
    """The keys of those that are shown, in their order."""
    groups = groups_for(account, academy)
    return [tile.key for group in groups for tile in group.tiles if tile.is_pinned]


def has_an_order(groups: list[Group]) -> bool:
    return sum(tile.is_pinned for group in groups for tile in group.tiles) > 1


def ordering_url(moved: str = "", *, back: bool = False) -> str:
    """`moved`: the favourite that has just been, whose button is ready to be pressed again."""
    asked = {ORDER: moved} | ({BACK: ""} if back else {})
    return f"{reverse('portal:tiles')}?{urlencode(asked)}"


def favourite_tiles(groups: Iterable[Group], pinned: list[str]) -> list[Tile]:
    """What was pinned and is no longer there is passed over."""
    known = {tile.key: tile for group in groups for tile in group.tiles}
    return [replace(known[key], is_pinned=True) for key in pinned if key in known]


def mail_tiles(account: Account) -> list[Tile]:
    """One's own box, then the functional ones (P-05)."""
    return [
        Tile(
            key=f"box:{one.mailbox.slug}",
            name=_("My mail") if one.is_owner else one.mailbox.name,
            about=one.mailbox.address,
            url=f"/mail/{one.mailbox.slug}/inbox/",
            icon="mail" if one.is_owner else "mails",
            count=unread_in(one.mailbox.login),
        )
        for one in memberships(account)
    ]


def service_groups(academy: Academy, *, is_known: bool) -> list[Group]:
    shown = [service for service in academy.services if is_known or service.public]
    return [
        Group(name, [service_tile(one) for one in shown if one.kind == kind])
        for kind, name in kinds().items()
    ]


def service_tile(service: Service) -> Tile:
    return Tile(
        key=f"service:{'-'.join(words(fold(service.name)))}",
        name=service.name,
        about=service.about or "",
        url=service.url,
        icon=ICONS[service.kind],
        is_outside=True,
        signs_in=service.signs_in,
    )


def help_tiles(academy: Academy) -> list[Tile]:
    news = reverse("help:page", kwargs={"slug": "nouveautes"})
    status, charter = reverse("status"), academy.charter
    standing = _("What answers now, and what is planned")
    return [
        _help("help", _("Help"), _("How to do it, and whom to ask"), reverse("help:home")),
        _help("news", _("What is new"), _("What changed lately"), news),
        _help("status", _("State of the service"), standing, status),
        replace(_help("charter", charter.name, charter.about or "", charter.url), is_outside=True),
    ]


def _help(key: str, name: str, about: str, url: str) -> Tile:
    return Tile(key, name, about, url, HELP_ICONS[key])


def kinds() -> dict[ServiceKind, str]:
    return {
        ServiceKind.INTRANET: _("The académie"),
        ServiceKind.CAREER: _("My career"),
        ServiceKind.ADMINISTRATION: _("Administration"),
        ServiceKind.TEACHING: _("Teaching"),
        ServiceKind.ENT: _("Pupils and families"),
        ServiceKind.SAFETY: _("Safety"),
        ServiceKind.OTHER: _("Other services"),
    }


def matching(groups: list[Group], query: str) -> list[Group]:
    """Tiles that hold every word looked for, somewhere."""
    looked_for = words(fold(query))
    kept = [
        Group(group.name, [tile for tile in group.tiles if _holds(tile, group, looked_for)])
        for group in groups
    ]
    return [group for group in kept if group.tiles]


def _holds(tile: Tile, group: Group, looked_for: list[str]) -> bool:
    said = fold(f"{tile.name} {tile.about} {group.name}")
    return all(word in said for word in looked_for)
