"""What stands in a list that has no rows: why, and what to do next."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.web.mail import addresses
from preau.web.mail.pages.asked import Asked
from preau.web.mail.shown.rows import Empty


def empty(box: str, key: str, role: str, asked: Asked) -> Empty:
    """`key` names the folder in addresses; `role` says what it is for."""
    if asked.filter and not asked.text:
        return _filtered_away(asked.filter, addresses.folder(box, key))
    if asked.text and role == "all":
        return Empty(
            _("Nothing found"),
            _("Were you waiting for a message? What became of it can be told."),
            _("Why did I not receive it?"),
            reverse("missing:ask") + "?" + urlencode({"box": box, "q": asked.text}),
            "search",
        )
    if asked.text:
        return Empty(
            _("Nothing found"),
            _("Try fewer words, or look in all folders."),
            _("Search all folders"),
            addresses.folder(box, "all", {"q": asked.text}),
            "search",
        )
    if role == "inbox":
        return Empty(
            _("All read, all filed"),
            _("New messages appear here by themselves."),
            _("Write a message"),
            addresses.compose(box),
        )
    if role == "trash":
        return Empty(
            _("The trash is empty"),
            _("What was in it can still be taken back for some days."),
            _("Erased messages"),
            reverse("erased:messages", kwargs={"box": box}),
            icon="trash-2",
        )
    if role == "junk":
        return Empty(_("No junk"), _("What looks like spam waits here."), icon="shield-alert")
    if role == "scheduled":
        return Empty(
            _("Nothing is scheduled"),
            _("What you send later waits here, and can be changed until it leaves."),
            icon="calendar-clock",
        )
    if role == "snoozed":
        return Empty(
            _("Nothing is snoozed"),
            _("What you put off waits here, and comes back at its time."),
            icon="alarm-clock",
        )
    return Empty(
        _("This folder is empty"),
        _("Drag messages onto its name, or use Move."),
        _("Back to the inbox"),
        addresses.folder(box, "inbox"),
        "folder",
    )


def _filtered_away(kind: str, whole: str) -> Empty:
    titles = {
        "unread": _("Everything here is read"),
        "flagged": _("No message here has a star"),
        "attachment": _("No message here has an attachment"),
    }
    return Empty(titles[kind], "", _("Show everything"), whole, "list-filter")
