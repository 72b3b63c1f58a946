"""The shell around every page, filled for one person."""

from collections.abc import Iterable, Sequence
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.identity.models import Account, Membership
from preau.identity.queries import memberships, role_kinds
from preau.mail.unread import unread_in
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.shell.away import sentences
from preau.web.shell.frame import BoxLink, Density, Frame, ModuleLink, ReadingPane, Theme


def frame(
    request: AccountRequest,
    *,
    box: str = "",
    known: Sequence[Membership] | None = None,
    module: str = "",
    search_url: str = "",
    **more: object,
) -> Frame:
    """`box` is the slug of the mailbox open now, `known` the memberships where they were asked
    for already, `module` the door of the rail where that is not the mail. Pages that are not of a
    box search the person's own, others `search_url`; `more` fills what only one page knows."""
    account, academy = request.account, request.academy
    preference = account.preference
    shown = box or account.identifier
    return Frame(
        academy_name=academy.name,
        academy_slug=academy.slug,
        academy_accent=f"accent-{academy.slug}",
        logo_url=reverse("logo") if academy.look.logo else None,
        person_name=account.name,
        person_address=account.address,
        boxes=box_links(
            memberships(account) if known is None else known,
            shown,
            with_counts=not is_fragment(request),
        ),
        modules=modules(account, shown, "mail" if box else module),
        theme=cast(Theme, preference.theme),
        density=cast(Density, preference.density),
        reading_pane=cast(ReadingPane, preference.reading_pane),
        shortcuts_on=preference.shortcuts_on,
        has_notices=preference.notices != "off",
        language=preference.language,
        help_url=reverse("help:home"),
        settings_url="/settings/",
        search_url=search_url or ("" if box else f"/mail/{shown}/all/"),
        offers_url=f"/mail/{shown}/offers",
        compose_url=f"/mail/{shown}/compose",
        inbox_url=f"/mail/{shown}/inbox/",
        away=[] if is_fragment(request) else sentences(),
        **more,  # type: ignore[arg-type]
    )


def modules(account: Account, box: str, current: str) -> list[ModuleLink]:
    """The doors of the rail; the console only for those whom a role gives something to do."""
    doors = [
        ModuleLink(_("Mail"), "mail", f"/mail/{box}/inbox/", is_current=current == "mail"),
        ModuleLink(
            _("Services"), "layout-grid", reverse("portal:tiles"), is_current=current == "portal"
        ),
        ModuleLink(_("Help"), "circle-help", reverse("help:home"), is_current=current == "help"),
    ]
    if role_kinds(account):
        doors.append(
            ModuleLink(_("Console"), "shield-check", "/console/", is_current=current == "console")
        )
    return doors


def box_links(mine: Iterable[Membership], current: str, *, with_counts: bool) -> list[BoxLink]:
    """Counts cost a question to each other box, so a fragment that does not show them has none."""
    return [
        BoxLink(
            name=m.mailbox.name,
            address=m.mailbox.address,
            url=f"/mail/{m.mailbox.slug}/inbox/",
            unread=unread_in(m.mailbox.login) if with_counts and m.mailbox.slug != current else 0,
            is_current=m.mailbox.slug == current,
        )
        for m in mine
    ]
