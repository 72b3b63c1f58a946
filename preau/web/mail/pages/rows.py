"""One line of a list, as people read it."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from preau.engines.dovecot.types import Summary
from preau.formats.mime.addresses import Address
from preau.formats.mime.words import decode_words
from preau.kit import figures, moments
from preau.mail import people, tags
from preau.mail.actions.waking import WOKEN
from preau.mail.listing import Line
from preau.mail.names import role_title
from preau.web.mail import addresses
from preau.web.mail.shown.rows import Row, Tag

_TO_OTHERS = frozenset({"sent", "drafts", "scheduled"})


@dataclass(frozen=True)
class Place:
    """The list a row stands in, and the day and language it is read in."""

    box: str
    academy: str
    own_address: str
    key: str
    role: str
    uidvalidity: int
    query: tuple[tuple[str, str], ...]
    today: date
    language: str | None
    lit: tuple[str, ...] = ()
    weighs: bool = False
    """Each row says how heavy its message is."""


def row(line: Line, place: Place, *, current: str = "") -> Row:
    """`current` is the id of the open message."""
    made = _row(line.newest, tuple(line.others), line.count, place)
    return replace(made, is_current=True) if made.id == current else made


# A list prints the same fifty rows again and again.
@lru_cache(maxsize=4096)
def _row(newest: Summary, others: tuple[Summary, ...], count: int, place: Place) -> Row:
    line = Line(newest, list(others), count)
    ident = f"{place.uidvalidity}-{newest.uid}"
    unread = sum("\\Seen" not in m.flags for m in line.messages)
    who, title, outside = _who(line, place)
    flags = newest.flags
    return Row(
        id=ident,
        url=addresses.message(place.box, place.key, ident, dict(place.query)),
        who=who,
        who_title=title,
        face=_face(newest) if place.role in _TO_OTHERS else "",
        subject=decode_words(newest.subject) or _("(no subject)"),
        preview=newest.preview.decode("utf-8", "replace"),
        date_label=moments.short_label(newest.arrived, today=place.today),
        date_iso=moments.iso(newest.arrived),
        date_title=moments.full_label(newest.arrived),
        is_unread=unread > 0,
        is_flagged=any("\\Flagged" in m.flags for m in line.messages),
        is_answered="\\Answered" in flags,
        is_forwarded="$Forwarded" in flags,
        has_attachment=any("$HasAttachment" in m.flags for m in line.messages),
        is_outside=outside,
        is_draft=place.role == "drafts" or "\\Draft" in flags,
        woken_title=_woken(newest),
        count=line.count,
        tags=tuple(Tag(t.key, t.name, t.colour) for t in tags.of(flags)),
        folder_label=_folder_label(newest),
        unread_in_thread=unread,
        lit=place.lit,
        size_label=figures.size(newest.size) if place.weighs else "",
    )


def _woken(summary: Summary) -> str:
    if WOKEN not in summary.flags:
        return ""
    return _("Snoozed, back since %(date)s") % {"date": moments.full_label(summary.arrived)}


def _folder_label(summary: Summary) -> str:
    name = summary.folder
    if not name:
        return ""
    role = {"INBOX": "inbox"}.get(name, name.lower())
    return role_title(role) or name.rpartition("/")[2]


def _who(line: Line, place: Place) -> tuple[str, str, bool]:
    """(names shown, title with the address, whether an outside sender is among them)."""
    if place.role in _TO_OTHERS:
        to = people.from_envelope(line.newest.recipients)
        names = ", ".join(people.shown_name(p) for p in to[:3]) or _("(no recipient)")
        return _("To: %(names)s") % {"names": names}, _title(to), False
    oldest_first = [
        person for m in reversed(line.messages) for person in people.from_envelope(m.senders[:1])
    ]
    outside = any(people.is_outside(person.address, place.academy) for person in oldest_first)
    return _names(oldest_first, place.own_address), _title(oldest_first[-1:]), outside


def _face(summary: Summary) -> str:
    to = people.from_envelope(summary.recipients[:1])
    return people.shown_name(to[0]) if to else "?"


def _title(persons: list[Address]) -> str:
    return ", ".join(person.address for person in persons[:3])


def _names(persons: list[Address], own: str) -> str:
    """`Claire Lefèvre`, or `Claire, me, Paul` when a conversation has several voices."""
    distinct = {person.address.lower(): person for person in persons}
    if len(distinct) <= 1:
        return "".join(people.shown_name(person) for person in distinct.values()) or "?"
    return ", ".join(
        _("me") if address == own else people.shown_name(person).split()[0]
        for address, person in list(distinct.items())[-4:]
    )
