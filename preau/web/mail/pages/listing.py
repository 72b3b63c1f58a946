"""The list pane: rows, what can be done with them, what to say when there is none."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from preau.engines.dovecot.types import Folder
from preau.kit import figures, moments
from preau.mail import listing, names, searching, tags, when
from preau.mail.access import Desk
from preau.mailings.queries import of_box
from preau.space import keeping
from preau.web.mail import addresses
from preau.web.mail.pages import later
from preau.web.mail.pages.asked import Asked
from preau.web.mail.pages.emptiness import empty
from preau.web.mail.pages.rows import Place, row
from preau.web.mail.shown.folders import FolderLink
from preau.web.mail.shown.rows import Listing, Tag
from preau.web.shell.frame import Tab

_EVERYWHERE = {"reading", "star", "tags", "copy", "move"}
# To move it would be to cancel it: it has buttons that say so.
OF_WAITING = frozenset({"star"})
_ACTIONS = {
    "trash": _EVERYWHERE | {"delete"},
    "junk": _EVERYWHERE | {"not_junk", "trash", "delete"},
    "drafts": {"delete", "star"},
    "sent": _EVERYWHERE | {"archive", "trash"},
    "archive": _EVERYWHERE | {"trash", "junk", "snooze"},
    "scheduled": OF_WAITING,
    "snoozed": _EVERYWHERE | {"archive", "trash", "snooze", "wake"},
}
_USUAL = _EVERYWHERE | {"archive", "trash", "junk", "snooze"}


def list_page(
    desk: Desk, key: str, asked: Asked, links: Sequence[FolderLink], *, current: str = ""
) -> Listing:
    """A page of rows. Raises NotFound for a folder that is not there."""
    folder = desk.glance(key)
    got = listing.read_slice(
        desk, key, offset=asked.offset, in_threads=asked.in_threads, search=asked.search
    )
    box, end = desk.mailbox.slug, got.offset + len(got.lines)
    place = place_of(desk, folder, key, asked, got.state.uidvalidity)
    return replace(
        list_without_rows(desk, key, asked, links),
        rows=later.dated(
            desk,
            folder.role,
            got.state.uidvalidity,
            [row(line, place, current=current) for line in got.lines],
        ),
        total=got.total,
        total_label=_total_label(got.messages),
        range_label=_range_label(got.offset, end, got.total),
        offset=got.offset,
        previous_url=_page_url(box, key, asked, got.offset - listing.PAGE) if got.offset else None,
        next_url=_page_url(box, key, asked, end) if end < got.total else None,
        empty=None if got.lines else empty(box, key, folder.role, asked),
        every_label=_every_label(got.messages, searched=bool(asked.text or asked.filter)),
        kept_for=_kept_for(desk, folder.role),
    )


def list_without_rows(desk: Desk, key: str, asked: Asked, links: Sequence[FolderLink]) -> Listing:
    """What a row or a reader printed alone needs of its list; `links` name the folders."""
    folder = desk.glance(key)
    box = desk.mailbox.slug
    return Listing(
        title=_("Search results") if asked.text else names.title(folder),
        folder_key=key,
        url=addresses.folder(box, key, asked.kept),
        filters=_filters(box, key, asked),
        view="threads" if asked.view == "threads" else "flat",
        flat_url=addresses.folder(box, key, {**asked.kept, "view": "flat"}),
        threads_url=addresses.folder(box, key, {**asked.kept, "view": "threads"}),
        query=asked.text,
        mistakes=_mistakes(asked),
        filter=asked.filter,
        elsewhere=_elsewhere(desk, asked),
        order=asked.order,
        orders=_orders(box, key, asked),
        actions=frozenset(_ACTIONS.get(folder.role, _USUAL)),
        move_targets=tuple(link for link in links if link.can_receive and not link.is_current),
        tags=tuple(Tag(t.key, t.name, t.colour) for t in tags.usual()),
        offers=later.offers(timezone.now()),
        earliest=when.earliest(timezone.now()),
        folder=_changeable(links),
        mailings_url=_mailings_url(desk, folder.role),
        saved=next((link for link in links if link.is_search and link.is_current), None),
    )


def _mailings_url(desk: Desk, role: str) -> str:
    """From Sent, where their letters stand, and only while there are any."""
    if role != "sent" or not of_box(desk.mailbox, desk.account).exists():
        return ""
    return reverse("mailings:list", kwargs={"box": desk.mailbox.slug})


def place_of(desk: Desk, folder: Folder, key: str, asked: Asked, uidvalidity: int) -> Place:
    return Place(
        box=desk.mailbox.slug,
        academy=desk.mailbox.academy,
        own_address=desk.mailbox.address,
        key=key,
        role=folder.role,
        uidvalidity=uidvalidity,
        query=tuple(asked.kept.items()),
        today=moments.today_here(),
        language=get_language(),
        lit=searching.lit(asked.text),
        weighs=asked.order == "largest",
    )


def _mistakes(asked: Asked) -> list[str]:
    if not asked.text:
        return []
    return [_(m.sentence) % {"said": m.said} for m in searching.read(asked.text).mistakes]


def _changeable(links: Sequence[FolderLink]) -> FolderLink | None:
    return next((k for k in links if k.is_current and (k.can_rename or k.can_empty)), None)


def _kept_for(desk: Desk, role: str) -> str:
    days = keeping.kept(desk.mailbox).days(role) if role in keeping.FOLDERS else keeping.NEVER
    if not days:
        return ""
    said = ngettext(
        "Messages are erased %(n)s day after they came here.",
        "Messages are erased %(n)s days after they came here.",
        days,
    )
    return said % {"n": figures.whole(days)}


def _page_url(box: str, key: str, asked: Asked, offset: int) -> str:
    start = {"from": str(max(0, offset))} if offset > 0 else {}
    view = {"view": asked.view}
    return addresses.folder(box, key, {**asked.kept, **view, **start})


def _filters(box: str, key: str, asked: Asked) -> list[Tab]:
    names_of = {
        "": _("All"),
        "unread": _("Unread"),
        "flagged": _("Starred"),
        "attachment": _("With attachment"),
    }
    return [
        Tab(
            name,
            addresses.folder(box, key, {**asked.kept, "filter": kind}),
            kind == asked.filter,
        )
        for kind, name in names_of.items()
    ]


def _elsewhere(desk: Desk, asked: Asked) -> tuple[Tab, ...]:
    others = [one.mailbox for one in desk.memberships if one.mailbox.slug != desk.mailbox.slug]
    asked_there = {"q": asked.text, "filter": asked.filter, "order": asked.order}
    return tuple(
        Tab(box.name, addresses.folder(box.slug, "all", asked_there))
        for box in (others if asked.text else [])
    )


def _orders(box: str, key: str, asked: Asked) -> list[Tab]:
    names_of = {"": _("Newest first"), "oldest": _("Oldest first"), "largest": _("Largest first")}
    return [
        Tab(name, addresses.folder(box, key, {**asked.kept, "order": order}), order == asked.order)
        for order, name in names_of.items()
    ]


def _total_label(count: int) -> str:
    return ngettext("%(n)s message", "%(n)s messages", count) % {"n": figures.whole(count)}


def _range_label(offset: int, end: int, total: int) -> str:
    if not total or end <= offset:
        return ""
    return _("%(first)s–%(last)s of %(total)s") % {
        "first": figures.whole(offset + 1),
        "last": figures.whole(end),
        "total": figures.whole(total),
    }


def _every_label(count: int, *, searched: bool) -> str:
    pattern = (
        ngettext(
            "Select the %(n)s message of this search",
            "Select the %(n)s messages of this search",
            count,
        )
        if searched
        else ngettext(
            "Select the %(n)s message of this folder",
            "Select the %(n)s messages of this folder",
            count,
        )
    )
    return pattern % {"n": figures.whole(count)}
