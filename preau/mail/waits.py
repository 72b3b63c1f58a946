"""What waits for its time in a box, by the message that stands for it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from preau.identity.models import Mailbox
from preau.mail.models import Draft, Reminder, Snooze


def scheduled_at(mailbox: Mailbox, uidvalidity: int, uids: Iterable[int]) -> dict[int, datetime]:
    rows = _scheduled(mailbox, uidvalidity).filter(mirror_uid__in=list(uids))
    return {uid: due for uid, due in rows.values_list("mirror_uid", "due_at") if uid and due}


def snoozed_until(mailbox: Mailbox, uidvalidity: int, uids: Iterable[int]) -> dict[int, datetime]:
    rows = Snooze.objects.filter(mailbox=mailbox, uidvalidity=uidvalidity, uid__in=list(uids))
    return dict(rows.values_list("uid", "due_at"))


def scheduled_letter(mailbox: Mailbox, uidvalidity: int, uid: int) -> Draft | None:
    rows = _scheduled(mailbox, uidvalidity).filter(mirror_uid=uid)
    return rows.select_related("author", "mailbox").prefetch_related("releases").first()


def reminder(mailbox: Mailbox, message_id: str) -> Reminder | None:
    return Reminder.objects.filter(mailbox=mailbox, message_id=message_id).first()


def _scheduled(mailbox: Mailbox, uidvalidity: int) -> QuerySet[Draft]:
    return Draft.objects.filter(
        mailbox=mailbox,
        state=Draft.State.SCHEDULED,
        mirror_role="scheduled",
        mirror_uidvalidity=uidvalidity,
    )
