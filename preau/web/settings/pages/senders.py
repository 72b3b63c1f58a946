"""Whose mail is never junk, whose always is, whose images are shown without asking."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.filters.senders import senders_of
from preau.identity.models import Mailbox, Membership
from preau.web.kit.request import AccountRequest
from preau.web.shell.boxes import box_tabs
from preau.web.shell.frame import Tab
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class Known:
    """One list of a mailbox: `verb` puts an address into it."""

    verb: str
    title: str
    hint: str
    label: str
    button: str
    addresses: list[str]


@dataclass(frozen=True, kw_only=True)
class SendersPage(Sheet):
    """`boxes`: the mailboxes of this person, where there are several."""

    action: str
    here: str
    boxes: list[Tab]
    box: str
    known: list[Known]
    images: list[str]


def senders(request: AccountRequest, mailbox: Mailbox, every: list[Membership]) -> SendersPage:
    box = mailbox.slug
    return SendersPage(
        **around(
            request,
            "senders",
            _("Senders"),
            _("Whose messages you never want to miss, and whose you no longer want to see."),
        ),
        action=reverse("settings:senders"),
        here=url(box),
        boxes=box_tabs(
            (one for one in every if one.mailbox.receives), mailbox, "settings:box_senders"
        ),
        box=box,
        known=_known(mailbox),
        images=sorted(request.account.preference.trusted_images),
    )


def url(box: str) -> str:
    return reverse("settings:box_senders", args=[box])


def _known(mailbox: Mailbox) -> list[Known]:
    found = senders_of(mailbox)
    return [
        Known(
            "trust",
            _("Trusted senders"),
            _(
                "Their messages are never taken for junk, as long as something proves that they "
                "are theirs. Viruses never come in."
            ),
            _("Address to trust"),
            _("Trust"),
            sorted(found.trusted),
        ),
        Known(
            "block",
            _("Blocked senders"),
            _("Their messages go to junk as they arrive. They are not told."),
            _("Address to block"),
            _("Block"),
            sorted(found.blocked),
        ),
    ]
