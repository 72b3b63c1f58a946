"""Times to choose, and what waits for its time, in the person's words."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.identity.models import Account
from preau.kit import figures, moments
from preau.mail import ready_made, slots, waits, when
from preau.mail.access import Desk
from preau.mail.actions.writing import REMIND_AFTER
from preau.mail.models import Draft
from preau.mail.reading import Letter
from preau.mail.when import Offer
from preau.web.mail import addresses
from preau.web.mail.shown.later import Asking, Days, Departing, Later, Slot, When
from preau.web.mail.shown.rows import Row

REMINDERS = tuple(map(int, REMIND_AFTER))


def composing(draft: Draft, url: str) -> Later:
    now = timezone.now()
    return Later(
        schedule_url=url,
        offers=offers(now),
        earliest=when.earliest(now),
        slots_url=addresses.draft(draft.mailbox.slug, draft.pk, "slots"),
        suggested=_suggested(draft.author, now),
        reminders=tuple(Days(days, _days(days), days == draft.remind_days) for days in REMINDERS),
    )


def _suggested(author: Account, now: datetime) -> When | None:
    """Outside working hours; proposed, never asked for."""
    at = slots.suggestion(author, now)
    if at is None:
        return None
    return When(at.text, _("Outside working hours"), moments.spoken_label(at.moment))


def slots_page(draft: Draft) -> list[Slot]:
    """Who would get it when."""
    found = slots.by_time(draft, timezone.now())
    return [Slot(moments.coming_label(at.moment), ", ".join(some)) for at, some in found.items()]


def offers(now: datetime) -> tuple[When, ...]:
    """Each says its date, so that a page left open overnight says what it does."""
    return tuple(
        When(one.at.text, _label(one), moments.coming_label(one.at.moment))
        for one in when.offers(now)
    )


def _label(offer: Offer) -> str:
    return {
        "tonight": _("This evening"),
        "tomorrow": _("Tomorrow morning"),
        "monday": _("Monday morning"),
    }[offer.key]


def _days(days: int) -> str:
    if not days:
        return _("Never")
    return ngettext("After %(n)s day", "After %(n)s days", days) % {"n": days}


def said(draft: Draft) -> str:
    """Once it is scheduled."""
    times = sorted({release.due_at for release in draft.releases.all()})
    if len(times) > 1:
        return _("Leaves at %(n)s times, from %(first)s to %(last)s") % {
            "n": figures.whole(len(times)),
            "first": moments.full_label(times[0]),
            "last": moments.full_label(times[-1]),
        }
    due = draft.due_at or timezone.now()
    return _("Leaves on %(date)s") % {"date": moments.full_label(due)}


def departing(desk: Desk, role: str, uidvalidity: int, message: Letter) -> Departing | None:
    """Of a message in Scheduled, opened there or among all; None of one that another program put
    there."""
    letter: Draft | None = None
    if role == "scheduled":
        letter = waits.scheduled_letter(desk.mailbox, uidvalidity, message.uid)
    elif role == "all":
        letter = waits.scheduled_elsewhere(desk, message.uid, message.message_id)
    if letter is None:
        return None
    day = moments.coming_label(letter.due_at or timezone.now())
    shown = Departing(said(letter), day, details=tuple(_details(letter)))
    if letter.author_id != desk.account.pk:
        sentence = _("%(name)s wrote it: only they can change it.") % {"name": letter.author.name}
        return replace(shown, details=(*shown.details, sentence))
    now = timezone.now()
    return replace(
        shown,
        base_url=addresses.draft(desk.mailbox.slug, letter.pk),
        version=str(letter.revision),
        may_edit=ready_made.of(letter) is None,
        offers=offers(now),
        earliest=when.earliest(now),
    )


def _details(letter: Draft) -> Iterable[str]:
    if ready_made.of(letter):
        yield _("Scheduled by a mail program: it leaves exactly as it was written there.")
    if letter.left_to:
        yield _("Already sent to %(names)s.") % {"names": ", ".join(letter.left_to.split())}
    for release in letter.releases.order_by("due_at", "pk"):
        yield _("%(date)s: %(names)s") % {
            "date": moments.full_label(release.due_at),
            "names": ", ".join(release.addresses.split()),
        }


def asking(desk: Desk, message_id: str) -> Asking | None:
    found = waits.reminder(desk.mailbox, message_id)
    if found is None:
        return None
    date = moments.full_label(found.due_at)
    sentence = _("Without an answer by %(date)s, you will be reminded.") % {"date": date}
    return Asking(sentence, f"{addresses.mailbox(desk.mailbox.slug)}reminders/forget", message_id)


def dated(desk: Desk, role: str, uidvalidity: int, rows: list[Row]) -> list[Row]:
    """The rows of a folder that waits, each with the time of what will happen."""
    find = {"scheduled": waits.scheduled_at, "snoozed": waits.snoozed_until}.get(role)
    if find is None or not rows:
        return rows
    uids = {row.id: int(row.id.partition("-")[2]) for row in rows}
    times = find(desk.mailbox, uidvalidity, uids.values())
    return [_dated(row, times.get(uids[row.id])) for row in rows]


def _dated(row: Row, due: datetime | None) -> Row:
    if due is None:
        return replace(row, date_label=_("No date"), date_title=_("Nothing is planned for it."))
    return replace(
        row,
        date_label=moments.coming_label(due),
        date_title=moments.full_label(due),
        date_iso=moments.iso(due),
    )
