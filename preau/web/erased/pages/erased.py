"""What was erased from a box: a page of it, by words or all."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.formats.mime.words import decode_words
from preau.grace.terms import terms_of
from preau.kit import figures, moments
from preau.mail import erased, names
from preau.mail.access import Desk
from preau.mail.erased import Erased
from preau.mail.people import from_envelope
from preau.web.kit.request import AccountRequest
from preau.web.shell.boxes import box_tabs
from preau.web.shell.frame import Tab
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet

FURTHEST = 100_000


@dataclass(frozen=True)
class Line:
    """One message. `home` is said where it is not the folder it lay in."""

    place: str
    who: str
    subject: str
    label: str
    origin: str
    erased_label: str
    erased_iso: str
    home: str = ""
    size: str = ""


@dataclass(frozen=True)
class Asking:
    """Before what nothing brings back: the sentence, and what the form carries on."""

    sentence: str
    places: list[str]
    is_every: bool = False


@dataclass(frozen=True, kw_only=True)
class ErasedPage(Sheet):
    box: str
    query: str
    total: int
    total_label: str
    lines: list[Line]
    boxes: list[Tab] = field(default_factory=list)
    newer_url: str = ""
    older_url: str = ""
    asking: Asking | None = None


def messages(request: AccountRequest, desk: Desk, *, asking: Asking | None = None) -> ErasedPage:
    said = request.GET if request.method in ("GET", "HEAD") else request.POST
    query, offset = said.get("q", "").strip()[:200], _number(said.get("from", ""))
    found = erased.look(desk, query, offset=offset)
    here = reverse("erased:messages", kwargs={"box": desk.mailbox.slug})
    return ErasedPage(
        **around(request, "erased", _("Erased messages"), _lead(desk)),
        box=desk.mailbox.slug,
        query=query,
        total=found.total,
        total_label=_total(found.total),
        lines=[_line(desk, one) for one in found.lines],
        boxes=box_tabs(desk.memberships, desk.mailbox, "erased:messages"),
        newer_url=_at(here, query, max(0, offset - erased.PAGE)) if offset else "",
        older_url=_at(here, query, offset + erased.PAGE)
        if offset + erased.PAGE < found.total
        else "",
        asking=asking,
    )


def asking(count: int, places: list[str], *, is_every: bool) -> Asking:
    sentence = ngettext(
        "Erase %(num)s message for ever? Nothing will bring it back.",
        "Erase %(num)s messages for ever? Nothing will bring them back.",
        count,
    ) % {"num": figures.whole(count)}
    return Asking(sentence, [] if is_every else places, is_every)


def _lead(desk: Desk) -> str:
    days = terms_of(desk.mailbox).grace.erased_days
    return ngettext(
        "What was deleted for ever, here or on a telephone, stays %(num)s day and takes none of "
        "your room.",
        "What was deleted for ever, here or on a telephone, stays %(num)s days and takes none of "
        "your room.",
        days,
    ) % {"num": days}


def _total(count: int) -> str:
    words = ngettext("%(num)s message", "%(num)s messages", count)
    return words % {"num": figures.whole(count)}


def _line(desk: Desk, one: Erased) -> Line:
    summary = one.summary
    people = from_envelope(summary.senders[:1])
    who = next((person.name or person.address for person in people), _("(nobody)"))
    subject = decode_words(summary.subject) or _("(no subject)")
    return Line(
        place=str(one.place),
        who=who,
        subject=subject,
        label=_("%(who)s, %(subject)s") % {"who": who, "subject": subject},
        origin=_title(desk, one.origin),
        erased_label=moments.short_label(one.erased_at),
        erased_iso=moments.iso(one.erased_at),
        home="" if one.home == one.origin else _title(desk, one.home),
        size=figures.size(summary.size),
    )


def _title(desk: Desk, name: str) -> str:
    """As the folders' pane says it."""
    role = next((folder.role for folder in desk.folders() if folder.name == name), "")
    return names.role_title(role) or name.replace("/", " › ")


def _at(here: str, query: str, offset: int) -> str:
    asked = {name: value for name, value in (("q", query), ("from", offset)) if value}
    return f"{here}?{urlencode(asked)}" if asked else here


def _number(text: str) -> int:
    return min(int(text), FURTHEST) if text.isdecimal() and len(text) < 8 else 0
