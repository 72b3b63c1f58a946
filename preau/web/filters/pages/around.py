"""What every page of filters has: its frame in the settings, the box it is about, the others."""

from dataclasses import dataclass
from email.utils import formataddr
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.academies.registry import academies
from preau.engines.dovecot.types import Folder
from preau.filters.findings import Ground
from preau.filters.rules import may_forward
from preau.identity.models import Mailbox
from preau.mail.access import Desk
from preau.web.filters.pages.form import Mine
from preau.web.kit.request import AccountRequest
from preau.web.shell.boxes import box_tabs
from preau.web.shell.frame import Tab
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Around, Sheet


@dataclass(frozen=True, kw_only=True)
class BoxSheet(Sheet):
    """`boxes`: the mailboxes of this person, where there are several."""

    box: str
    boxes: list[Tab]


class BoxAround(Around):
    box: str
    boxes: list[Tab]


def around_box(request: AccountRequest, desk: Desk, lead: str = "", title: str = "") -> BoxAround:
    receiving = [one for one in desk.memberships if one.mailbox.receives]
    lead = lead or _("What is done with your messages as they arrive.")
    return BoxAround(
        **around(request, "filters", title or _("Filters"), lead),
        box=desk.mailbox.slug,
        boxes=box_tabs(receiving, desk.mailbox, "filters:rules"),
    )


def url(name: str, box: str, **more: str | int) -> str:
    return reverse(f"filters:{name}", kwargs={"box": box, **more})


def script_url(name: str, box: str, script: str) -> str:
    """Another program may call its script anything."""
    return f"{url(name, box)}?{urlencode({'script': script})}"


def mine(mailbox: Mailbox) -> Mine:
    known = mailbox.addresses.order_by("address").values_list("address", flat=True)
    addresses = tuple(dict.fromkeys([mailbox.address.lower(), *(one.lower() for one in known)]))
    sender = formataddr((mailbox.name, mailbox.address))
    return Mine(addresses, domains(mailbox), sender)


def domains(mailbox: Mailbox) -> tuple[str, ...]:
    return tuple(str(one) for one in academies().of(mailbox.academy).domains)


def ground(desk: Desk, *more: str) -> Ground:
    """`more`: folders that are made with what is looked at."""
    return Ground(
        frozenset({*(folder.name for folder in desk.folders()), *more}),
        lambda address: may_forward(desk.mailbox, address),
        desk.folder_name("trash"),
    )


def targets(desk: Desk) -> list[Folder]:
    """Where a rule may put mail: one's own folders first, then those that every box has."""
    found = [
        f for f in desk.folders() if f.is_selectable and f.role not in ("all", "drafts", "sent")
    ]
    return sorted(found, key=lambda f: (bool(f.role), f.name.casefold()))
