"""Trash and Junk are kept for the days chosen, and erased by night."""

import logging
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.engines.dovecot.box import Box
from preau.engines.errors import EngineError
from preau.identity.models import Mailbox
from preau.journal.actions import record
from preau.kit.errors import WrongInput
from preau.mail.access import Desk
from preau.mail.doors import mailstore
from preau.space.keeping import FOLDERS, choices_of, kept
from preau.space.models import Keeping

logger = logging.getLogger(__name__)

A_FEW = 40


def choose(desk: Desk, *, trash: int, junk: int) -> None:
    """Raises WrongInput for what the académie does not let choose."""
    choices = choices_of(desk.mailbox)
    if trash not in choices or junk not in choices:
        raise WrongInput(_("This choice is not offered."))
    Keeping.objects.update_or_create(
        mailbox=desk.mailbox, defaults={"trash_days": trash, "junk_days": junk}
    )
    record(
        "space.keeping",
        by=desk.account.login,
        academy=desk.mailbox.academy,
        subject=desk.login,
        trash_days=trash,
        junk_days=junk,
    )


def erase_kept_long_enough(today: date | None = None) -> int:
    """In every mailbox; how many messages are gone. One that does not answer waits a night."""
    day = today or timezone.localdate()
    count = 0
    for mailbox in Mailbox.objects.filter(is_active=True).order_by("pk").iterator():
        try:
            count += erase_in(mailbox, day)
        except EngineError as error:
            logger.warning("Trash of mailbox %d: %s", mailbox.pk, type(error).__name__)
    return count


def erase_in(mailbox: Mailbox, today: date) -> int:
    policy = kept(mailbox)
    days = {role: policy.days(role) for role in FOLDERS if policy.days(role)}
    if not days:
        return 0
    with mailstore().open(mailbox.login) as box:
        folders = [folder for folder in box.folders() if folder.role in days and folder.messages]
        return sum(_erase(box, f.name, today - timedelta(days=days[f.role])) for f in folders)


def _erase(box: Box, folder: str, before: date) -> int:
    """Counted from the day they came into the folder (RFC 8514), not from when they arrived."""
    box.select(folder)
    old = box.uids_matching([b"SAVEDBEFORE " + f"{before:%d-%b-%Y}".encode()])
    for start in range(0, len(old), A_FEW):
        box.expunge(old[start : start + A_FEW])
    return len(old)
