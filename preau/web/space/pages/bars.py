"""Shares of the mailbox as bars: each with its size, where it leads, what can be done with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.kit import figures, moments
from preau.mail import names
from preau.mail.access import Desk
from preau.mail.actions import detaching
from preau.space.surveying import Found, Heavy, Part
from preau.web.space import addresses

TONES = 7


@dataclass(frozen=True)
class Verb:
    """`value` is what the form of the page says: the kind of errand and what it is about; or the
    form goes to `url`."""

    label: str
    icon: str
    value: str = ""
    is_danger: bool = False
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """One line: a share of the whole in thousandths, and what can be done with it."""

    name: str
    url: str
    count: str
    size: str
    share: int
    detail: str = ""
    tone: int = 0
    start: int = 0
    verbs: list[Verb] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """A table of bars under its own heading."""

    key: str
    title: str
    column: str
    bars: list[Bar]
    hint: str = ""


def groups(desk: Desk, found: Found, in_folders: list[Bar]) -> list[Group]:
    without = _("Without trash and junk.")
    every = [
        Group("folders", _("By folder"), _("Folder"), in_folders),
        Group("years", _("By year"), _("Year"), _years(desk, found), without),
        Group("senders", _("By sender"), _("Sender"), _senders(desk, found), without),
        Group("files", _("Largest messages with attachments"), _("Message"), _files(desk, found)),
    ]
    return [group for group in every if group.bars]


def folders(desk: Desk, found: Found) -> list[Bar]:
    known = {folder.name: folder for folder in desk.folders()}
    parts = sorted((p for p in found.folders if p.messages), key=lambda part: -part.octets)
    bars = []
    for number, part in enumerate(parts):
        folder = known.get(part.name)
        name = names.title(folder) if folder and folder.role else part.name
        bar = _bar(part, name, addresses.folder(desk.mailbox.slug, part.key), found)
        verbs = _folder_verbs(part.key, folder.role if folder else "")
        bars.append(replace(bar, tone=number % TONES + 1, verbs=verbs))
    return bars


def _folder_verbs(key: str, role: str) -> list[Verb]:
    scope = f"folder:{key}"
    if role in ("trash", "junk"):
        return [_delete(scope)]
    if role == "drafts":
        return []
    verbs = _verbs(scope)
    return verbs[:-1] if role == "inbox" else verbs


def _years(desk: Desk, found: Found) -> list[Bar]:
    newest_first = sorted(found.years, key=lambda part: part.key, reverse=True)
    return [
        replace(
            _bar(part, part.key, addresses.of_year(desk.mailbox.slug, part.key), found),
            verbs=_verbs(f"year:{part.key}"),
        )
        for part in newest_first
    ]


def _senders(desk: Desk, found: Found) -> list[Bar]:
    box = desk.mailbox.slug
    bars = []
    for part in found.senders:
        if part.key:
            bar = _bar(part, part.key, addresses.of_sender(box, part.key), found)
            bars.append(replace(bar, verbs=_verbs(f"sender:{part.key}")))
        else:
            bars.append(_bar(part, _("All others"), "", found))
    return bars


def _files(desk: Desk, found: Found) -> list[Bar]:
    box = desk.mailbox.slug
    largest = max((one.octets for one in found.heaviest), default=0)
    return [
        Bar(
            name=one.subject or _("(no subject)"),
            url=addresses.message(box, one.folder, one.ident),
            count=moments.short_label_of_day(date.fromisoformat(one.day)),
            size=figures.size(one.octets),
            share=_share(one.octets, largest),
            detail=one.sender,
            verbs=[*_lighten(desk, one), *_verbs(f"message:{one.folder}:{one.ident}")],
        )
        for one in found.heaviest
    ]


def _lighten(desk: Desk, one: Heavy) -> list[Verb]:
    """Its files among one's own, and the message stays."""
    role = next((f.role for f in desk.folders() if one.folder in (f.role, f.key)), "")
    if one.spare < detaching.WORTH_OFFERING or not detaching.may_detach_in(desk, role):
        return []
    url = addresses.detach(desk.mailbox.slug, one.folder, one.ident)
    label = _("Keep the attachments in my files (%(size)s less)")
    return [Verb(label % {"size": figures.size(one.spare)}, "hard-drive", url=url)]


def _bar(part: Part, name: str, url: str, found: Found) -> Bar:
    return Bar(
        name=name,
        url=url,
        count=messages(part.messages),
        size=figures.size(part.octets),
        share=_share(part.octets, found.octets),
    )


def _share(octets: int, whole: int) -> int:
    """In thousandths, never nothing for something."""
    return max(4, round(1000 * octets / whole)) if whole and octets else 0


def in_a_row(bars: Iterable[Bar]) -> list[Bar]:
    """Beside one another: each begins where the last ended."""
    row, start = [], 0
    for bar in bars:
        row.append(replace(bar, start=start))
        start += bar.share
    return row


def messages(count: int) -> str:
    said = ngettext("%(n)s message", "%(n)s messages", count)
    return said % {"n": figures.whole(count)}


def _verbs(scope: str) -> list[Verb]:
    return [_file(scope), _pack(scope), _delete(scope)]


def _file(scope: str) -> Verb:
    return Verb(_("Archive by year"), "archive", f"file {scope}")


def _pack(scope: str) -> Verb:
    return Verb(_("Download, then delete"), "download", f"pack {scope}")


def _delete(scope: str) -> Verb:
    return Verb(_("Delete…"), "trash-2", f"clean {scope}", is_danger=True)
