"""What was done, in the person's words (interface.md, 5)."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.engines.dovecot.types import Folder
from preau.kit import figures, moments
from preau.mail import names
from preau.mail.actions.done import Done
from preau.web.shell.frame import Toast


def toast_of(sentence: str, done: Done, token: str, box: str) -> Toast:
    """What was done, and its way back; a cut half-way is said, too."""
    if not done.is_cut:
        return Toast(sentence, token or None, f"/mail/{box}/undo")
    cut = _("Then the mailbox stopped answering: the other messages stayed where they were.")
    return Toast(f"{sentence}. {cut}", token or None, f"/mail/{box}/undo", "warning")


def sentence(
    verb: str,
    count: int,
    *,
    on: bool = True,
    forever: bool = False,
    target: Folder | None = None,
    until: datetime | None = None,
) -> str:
    if not count:
        return _("Nothing to change.")
    said = {
        "n": figures.whole(count),
        "folder": names.title(target) if target else "",
        "date": moments.full_label(until) if until else "",
    }
    return _pattern(verb, count, on=on, forever=forever) % said


def _pattern(verb: str, count: int, *, on: bool, forever: bool) -> str:
    if verb == "trash" and forever:
        return ngettext("%(n)s message deleted for ever", "%(n)s messages deleted for ever", count)
    if verb in ("reading", "star", "tags", "junk") and not on:
        verb = f"not_{verb}"
    return {
        "reading": ngettext("%(n)s message marked as read", "%(n)s messages marked as read", count),
        "not_reading": ngettext(
            "%(n)s message marked as unread", "%(n)s messages marked as unread", count
        ),
        "star": ngettext("%(n)s message starred", "%(n)s messages starred", count),
        "not_star": ngettext(
            "Star removed from %(n)s message", "Star removed from %(n)s messages", count
        ),
        "tags": ngettext("%(n)s message tagged", "%(n)s messages tagged", count),
        "not_tags": ngettext(
            "Tag removed from %(n)s message", "Tag removed from %(n)s messages", count
        ),
        "move": ngettext(
            "%(n)s message moved to %(folder)s", "%(n)s messages moved to %(folder)s", count
        ),
        "copy": ngettext(
            "%(n)s message copied to %(folder)s", "%(n)s messages copied to %(folder)s", count
        ),
        "archive": ngettext("%(n)s message archived", "%(n)s messages archived", count),
        "junk": ngettext(
            "%(n)s message reported as junk", "%(n)s messages reported as junk", count
        ),
        "not_junk": ngettext(
            "%(n)s message put back in the inbox", "%(n)s messages put back in the inbox", count
        ),
        "trash": ngettext(
            "%(n)s message moved to the trash", "%(n)s messages moved to the trash", count
        ),
        "snooze": ngettext(
            "%(n)s message snoozed until %(date)s", "%(n)s messages snoozed until %(date)s", count
        ),
        "wake": ngettext("%(n)s message comes back", "%(n)s messages come back", count),
        "undo": ngettext("Undone for %(n)s message", "Undone for %(n)s messages", count),
    }[verb]
