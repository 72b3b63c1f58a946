"""Who asked for it is reminded of a letter that nobody has answered."""

import logging
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.academies.registry import academies
from preau.engines.dovecot.box import Box
from preau.engines.errors import EngineError, Missing
from preau.formats.imap.request import quote
from preau.formats.walltime import WallTime, at
from preau.identity.actions.telling import desk_of
from preau.identity.addressing import addressing
from preau.kit import moments
from preau.kit.claims import claimed
from preau.mail.doors import mailstore
from preau.mail.models import Draft, Reminder
from preau.mail.names import standing
from preau.mail.people import shown_name
from preau.mail.reading import Letter, read_letters

logger = logging.getLogger(__name__)

AGAIN = timedelta(minutes=5)
# What waits for an answer is best looked at when the day begins.
HOUR = "08:00"
EVERYTHING = "virtual/All"


def remember_to_ask(draft: Draft) -> None:
    """Once for each letter that left, however often its end is done again."""
    if not draft.remind_days:
        return
    now = timezone.now()
    zone = academies().of(draft.author.academy).hours.timezone
    Reminder.objects.get_or_create(
        mailbox=draft.mailbox,
        message_id=draft.message_id,
        defaults={
            "author": draft.author,
            "sent_at": now,
            "due_at": in_days(draft.remind_days, now, zone).moment,
        },
    )


def in_days(days: int, now: datetime, zone: str) -> WallTime:
    day = at(now, zone).text[:10]
    then = datetime.fromisoformat(day).date() + timedelta(days=days)
    return WallTime(f"{then}T{HOUR}", zone)


def forget_reminder(mailbox: int, message_id: str) -> bool:
    return bool(Reminder.objects.filter(mailbox=mailbox, message_id=message_id).delete()[0])


def remind_due(now: datetime | None = None) -> int:
    """Returns how many people were reminded. Two workers never remind twice."""
    moment = now or timezone.now()
    asked = Reminder.objects.select_related("mailbox", "author__preference")
    return sum(_settle(reminder, moment) for reminder in claimed(asked, moment))


def _settle(reminder: Reminder, now: datetime) -> int:
    try:
        with addressing(reminder.author):
            told = _remind(reminder)
    except EngineError as error:
        logger.warning("A reminder waits: %s", type(error).__name__)
        Reminder.objects.filter(pk=reminder.pk).update(claimed_at=None, due_at=now + AGAIN)
        return 0
    reminder.delete()
    return int(told)


def _remind(reminder: Reminder) -> bool:
    """Nobody is reminded of what was answered, nor of what they threw away."""
    with mailstore().open(reminder.mailbox.login) as box:
        sent = _own_copy(box, reminder)
        if sent is None or is_answered(box, reminder):
            return False
        note = _note(reminder, sent)
        box.select("INBOX")
        # Put there before a crash, it is not put there again.
        if not box.uids_matching([b"HEADER Message-ID " + quote(str(note["Message-ID"]))]):
            box.append("INBOX", note.as_bytes())
        return True


def _own_copy(box: Box, reminder: Reminder) -> Letter | None:
    try:
        box.select(standing(reminder.mailbox.login, "sent"))
    except Missing:
        return None
    found = box.uids_matching([b"UNDELETED", b"HEADER Message-ID " + quote(reminder.message_id)])
    return next(iter(read_letters(box, found[-1:])), None)


def is_answered(box: Box, reminder: Reminder) -> bool:
    """By somebody else, in person: an absence or a receipt is no answer (RFC 3834)."""
    box.select(EVERYTHING)
    mine = b"HEADER Message-ID " + quote(reminder.message_id)
    thread = box.uids_matching([b"UNDELETED", b"INTHREAD REFS " + mine])
    return any(_answers(letter, reminder) for letter in read_letters(box, thread))


def _answers(letter: Letter, reminder: Reminder) -> bool:
    headers = letter.headers
    if headers.text("Auto-Submitted").lower() not in ("", "no"):
        return False
    if letter.sender.address.lower() in (reminder.mailbox.address, reminder.author.address):
        return False
    named = f"{headers.text('In-Reply-To')} {headers.text('References')}"
    return reminder.message_id in named.split()


def _note(reminder: Reminder, sent: Letter) -> EmailMessage:
    """Joins the conversation of the letter it is about."""
    days = max(1, (reminder.due_at.date() - reminder.sent_at.date()).days)
    subject = sent.subject or _("(no subject)")
    who = ", ".join(shown_name(p) for p in sent.headers.addresses("To")[:3])
    note = EmailMessage(policy=SMTP)
    note["From"] = desk_of(academies().of(reminder.mailbox.academy))
    note["To"] = reminder.mailbox.address
    note["Subject"] = _("No answer yet: %(subject)s") % {"subject": subject}
    note["Date"] = format_datetime(timezone.localtime())
    note["Message-ID"] = f"<no-answer.{reminder.pk}.{reminder.message_id.strip('<>')}>"
    note["In-Reply-To"] = note["References"] = reminder.message_id
    note["Auto-Submitted"] = "auto-generated"
    asked = ngettext(
        "You asked to be reminded if nobody answered within %(n)s day.",
        "You asked to be reminded if nobody answered within %(n)s days.",
        days,
    ) % {"n": days}
    told = _("On %(date)s you wrote “%(subject)s” to %(names)s. Your message is in Sent.") % {
        "date": moments.day_label(timezone.localdate(reminder.sent_at)),
        "subject": subject,
        "names": who,
    }
    note.set_content(f"{told}\n\n{asked}\n", charset="utf-8", cte="quoted-printable")
    return note
