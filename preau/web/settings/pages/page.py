"""What every settings page has: its title, its words, the menu of all pages beside it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.identity.models import Account
from preau.web.kit.answers import waiting_toasts
from preau.web.kit.request import AccountRequest
from preau.web.shell.framing import frame
from preau.web.shell.sheet import Around, Section


def around(request: AccountRequest, current: str, title: str, lead: str) -> Around:
    """What stands around the page of the menu that is called `current`."""
    return Around(
        frame=frame(request, toasts=waiting_toasts(request)),
        title=title,
        lead=lead,
        sections=sections(current, request.account),
    )


def sections(current: str, person: Account) -> list[Section]:
    pages = {
        "reading": (_("Reading"), "book-open"),
        "writing": (_("Writing"), "pencil"),
        "senders": (_("Trusted senders"), "image"),
        "account": (_("Account"), "user-round"),
        "devices": (_("Devices"), "monitor-smartphone"),
        "security": (_("Security"), "shield"),
        "sessions": (_("Sessions"), "monitor"),
        "activity": (_("Activity"), "history"),
    }
    folders = Section(_("Folders"), "folder", f"/mail/{person.identifier}/inbox/#folders")
    own = [
        Section(name, icon, reverse(f"settings:{key}"), is_current=key == current)
        for key, (name, icon) in pages.items()
    ]
    return [*own[:2], folders, *own[2:]]
