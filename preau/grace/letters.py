"""What a full mailbox is told by letter, in the language of its owner."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.academies.addresses import whole
from preau.academies.registry import academies
from preau.grace.queries import Waiting
from preau.grace.terms import terms_of
from preau.identity.models import Mailbox
from preau.kit import figures, moments


@dataclass(frozen=True)
class Words:
    subject: str
    text: str


def filling(mailbox: Mailbox, used: int, limit: int, percent: int) -> Words:
    """At 80 or 95 %: what is left, what to do, what will happen otherwise."""
    left = figures.size(max(0, limit - used))
    subject = _("Your mailbox is %(percent)s%% full: %(left)s left") % {
        "percent": min(percent, 100),
        "left": left,
    }
    parts = [
        _("The mailbox %(address)s holds %(used)s of %(limit)s.")
        % {"address": mailbox.address, "used": figures.size(used), "limit": figures.size(limit)},
        _room_to_make(mailbox),
        _("When it is full, new messages are not lost: they wait for room, %(days)s.")
        % {"days": days_of(mailbox)},
    ]
    return Words(subject, whole_text(parts))


def waiting(mailbox: Mailbox, count: int) -> Words:
    """The first message has no room."""
    subject = ngettext(
        "Mailbox full: %(num)s message is waiting for room",
        "Mailbox full: %(num)s messages are waiting for room",
        count,
    ) % {"num": count}
    parts = [
        _("The mailbox %(address)s is full. New messages wait, safely kept, until it has room.")
        % {"address": mailbox.address},
        _(
            "Nothing is lost, and their senders are told nothing for now. Make room "
            "and they arrive by themselves, within seconds."
        ),
        _("A message that finds no room goes back to its sender after this time: %(days)s.")
        % {"days": days_of(mailbox)},
        _room_to_make(mailbox),
    ]
    return Words(subject, whole_text(parts))


def given_back(mailbox: Mailbox, gone: list[Waiting]) -> Words:
    """These waited in vain."""
    subject = ngettext(
        "Mailbox full: %(num)s message went back to its sender",
        "Mailbox full: %(num)s messages went back to their senders",
        len(gone),
    ) % {"num": len(gone)}
    parts = [
        _(
            "The mailbox %(address)s had no room for these messages during this time: %(days)s. "
            "Their senders were told."
        )
        % {"address": mailbox.address, "days": days_of(mailbox)},
        "\n".join(_line(one) for one in gone),
        _room_to_make(mailbox),
        _("Then ask your correspondents to send them again."),
    ]
    return Words(subject, whole_text(parts))


def grown(mailbox: Mailbox) -> Words:
    """The installation gave more room by itself."""
    size = figures.size(mailbox.quota_bytes)
    parts = [
        _(
            "The mailbox %(address)s was nearly full: it was enlarged to %(size)s. "
            "There is nothing to do."
        )
        % {"address": mailbox.address, "size": size},
        _where(mailbox),
    ]
    return Words(_("Your mailbox was enlarged to %(size)s") % {"size": size}, whole_text(parts))


def room_set(mailbox: Mailbox, who: str, reason: str) -> Words:
    """Somebody of the help desk changed it."""
    size = figures.size(mailbox.quota_bytes)
    parts = [
        _("%(who)s, of the help desk, set the room of the mailbox %(address)s to %(size)s.")
        % {"who": who, "address": mailbox.address, "size": size},
        _("Why: %(reason)s") % {"reason": reason},
        _where(mailbox),
    ]
    return Words(_("The mailbox holds %(size)s now") % {"size": size}, whole_text(parts))


def days_of(mailbox: Mailbox) -> str:
    days = terms_of(mailbox).grace.days
    return ngettext("%(num)s day", "%(num)s days", days) % {"num": days}


def _line(one: Waiting) -> str:
    who = one.about.name or one.about.address or one.sender
    subject = one.about.subject or _("(no subject)")
    said = {"day": moments.full_label(one.arrived_at), "who": who, "subject": subject}
    return _("– %(day)s, %(who)s: %(subject)s") % said


def _room_to_make(mailbox: Mailbox) -> str:
    said = _("Make room in three steps: you see what may go, and exactly what it frees.")
    return "\n".join(filter(None, [said, url_of_room(mailbox, "cleanup")]))


def _where(mailbox: Mailbox) -> str:
    url = url_of_room(mailbox)
    return _("What fills it: %(url)s") % {"url": url} if url else ""


def url_of_room(mailbox: Mailbox, page: str = "") -> str:
    """Of a page about it, at the entrance of the académie; "" where its file was taken away."""
    academy = academies().by_slug(mailbox.academy)
    return whole(academy, f"/space/{mailbox.slug}/{page}") if academy else ""


def whole_text(parts: list[str]) -> str:
    return "\n\n".join(filter(None, [_("Hello,"), *parts])) + "\n"
