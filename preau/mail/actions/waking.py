"""Snoozed messages wake: unread, on top of the folder they came from, once.

A message is put back whole, with the moment it wakes as its arrival, then taken out of the folder
where it slept. What a program moved or deleted meanwhile is left where it is.
"""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from preau.engines.dovecot.box import Box
from preau.engines.errors import Conflict, EngineError, Missing, OverQuota
from preau.formats.imap.request import quote
from preau.formats.mime.headers import parse_headers
from preau.kit.claims import claimed
from preau.mail.doors import mailstore, tell
from preau.mail.models import Snooze
from preau.mail.names import standing

logger = logging.getLogger(__name__)

# The mark of a message that slept, for every program that shows keywords.
WOKEN = "$Woken"
AGAIN = timedelta(minutes=1)


def wake_due(now: datetime | None = None) -> int:
    """Returns how many woke."""
    moment = now or timezone.now()
    snoozed = Snooze.objects.select_related("mailbox")
    return sum(_settle(snooze, moment) for snooze in claimed(snoozed, moment))


def _settle(snooze: Snooze, now: datetime) -> int:
    try:
        with mailstore().open(snooze.mailbox.login) as box:
            is_awake = wake(box, snooze, now)
    except EngineError as error:
        # A mailbox that does not answer must not keep the others waiting behind it.
        logger.warning("A snoozed message waits: %s", type(error).__name__)
        Snooze.objects.filter(pk=snooze.pk).update(claimed_at=None, due_at=now + AGAIN)
        return 0
    snooze.delete()
    if is_awake:
        tell(snooze.mailbox.login, "mailbox", {"folder": "INBOX"})
    return int(is_awake)


def wake(box: Box, snooze: Snooze, now: datetime) -> bool:
    """False when it is no longer where it slept. Raises EngineAway; may be done again."""
    slept = standing(snooze.mailbox.login, "snoozed")
    if not _is_there(box, slept, snooze):
        return False
    target = _origin(box, snooze)
    whole = box.whole(snooze.uid)
    octets = box.raw(snooze.uid)
    if not _was_put_back(box, snooze, target, parse_headers(whole.header).text("Message-ID")):
        flags = [f for f in whole.flags if f.lower() not in ("\\seen", "\\recent", "\\deleted")]
        try:
            box.append(target, octets, flags=[*flags, WOKEN], at=now)
        except OverQuota:
            _move(box, slept, snooze, target)
            return True
    box.select(slept, uidvalidity=snooze.uidvalidity)
    box.expunge([snooze.uid])
    return True


def _is_there(box: Box, slept: str, snooze: Snooze) -> bool:
    try:
        box.select(slept, uidvalidity=snooze.uidvalidity)
    except (Missing, Conflict):
        return False
    return bool(box.uids_matching([b"UID %d" % snooze.uid, b"UNDELETED"]))


def _origin(box: Box, snooze: Snooze) -> str:
    """The inbox, when the folder it came from is no more."""
    there = [folder for folder in box.folders() if folder.is_selectable]
    return next((f.name for f in there if snooze.origin in (f.key, f.role)), "INBOX")


def _was_put_back(box: Box, snooze: Snooze, target: str, message_id: str) -> bool:
    """By a worker that died before it took it out: above the number that was noted first."""
    state = box.select(target)
    if snooze.waking_uidnext is None:
        Snooze.objects.filter(pk=snooze.pk).update(waking_uidnext=state.uidnext)
        return False
    above = b"UID %d:*" % snooze.waking_uidnext
    found = box.uids_matching([above, b"KEYWORD " + WOKEN.encode()])
    same = b"HEADER Message-ID " + quote(message_id)
    mine = box.uids_matching([above, same]) if message_id else []
    return any(uid >= snooze.waking_uidnext for uid in set(found) & set(mine or found))


def _move(box: Box, slept: str, snooze: Snooze, target: str) -> None:
    """A full mailbox has no room for two: it wakes all the same, where its date puts it."""
    box.select(slept, uidvalidity=snooze.uidvalidity)
    box.flag([snooze.uid], "\\Seen", on=False)
    box.flag([snooze.uid], WOKEN, on=True)
    box.move([snooze.uid], target)
