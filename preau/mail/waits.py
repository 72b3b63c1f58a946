"""What waits for its time in a box, by the message that stands for it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from preau.identity.models import Mailbox
from preau.mail.access import Desk
from preau.mail.models import Draft, Reminder, Snooze
from preau.mail.names import standing


def scheduled_at(mailbox: Mailbox, uidvalidity: int, uids: Iterable[int]) -> dict[int, datetime]:
    rows = _scheduled(mailbox, uidvalidity).filter(mirror_uid__in=list(uids))
    return {uid: due for uid, due in rows.values_list("mirror_uid", "due_at") if uid and due}


def snoozed_until(mailbox: Mailbox, uidvalidity: int, uids: Iterable[int]) -> dict[int, datetime]:
    rows = Snooze.objects.filter(mailbox=mailbox, uidvalidity=uidvalidity, uid__in=list(uids))
    return dict(rows.values_list("uid", "due_at"))


def scheduled_letter(mailbox: Mailbox, uidvalidity: int, uid: int) -> Draft | None:
    return _whole(_scheduled(mailbox, uidvalidity).filter(mirror_uid=uid))


def scheduled_elsewhere(desk: Desk, uid: int, message_id: str) -> Draft | None:
    """The same, opened among all messages; what has left for some is in Sent by that name too."""
    rows = Draft.objects.filter(mailbox=desk.mailbox, mirror_role="scheduled")
    letter = _whole(rows.filter(state=Draft.State.SCHEDULED, message_id=message_id))
    if letter is None:
        return None
    copy = (standing(desk.login, "scheduled"), letter.mirror_uid)
    return letter if desk.box.real_places([uid]).get(uid) == copy else None


def reminder(mailbox: Mailbox, message_id: str) -> Reminder | None:
    return Reminder.objects.filter(mailbox=mailbox, message_id=message_id).first()


def _whole(rows: QuerySet[Draft]) -> Draft | None:
    return rows.select_related("author", "mailbox").prefetch_related("releases").first()


def _scheduled(mailbox: Mailbox, uidvalidity: int) -> QuerySet[Draft]:
    return Draft.objects.filter(
        mailbox=mailbox,
        state=Draft.State.SCHEDULED,
        mirror_role="scheduled",
        mirror_uidvalidity=uidvalidity,
    )
