"""The mail page put together: shell, folders, list, reader."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from preau.formats.search.chips import Chip, chips
from preau.formats.search.tree import Expression
from preau.mail import listing, names, searching
from preau.mail.access import Desk
from preau.web.kit.answers import waiting_toasts
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.mail import addresses
from preau.web.mail.pages import later
from preau.web.mail.pages.asked import Asked
from preau.web.mail.pages.criteria import search_form
from preau.web.mail.pages.folders import folder_links, gauge_of, side_links
from preau.web.mail.pages.listing import list_page, list_without_rows, place_of
from preau.web.mail.pages.reader import Opened, reader
from preau.web.mail.pages.rows import row
from preau.web.mail.shown.folders import FolderLink
from preau.web.mail.shown.panes import MailPage
from preau.web.mail.shown.rows import Listing, MoreRows, Row
from preau.web.shell.absent import absent
from preau.web.shell.frame import Choice, Frame, SearchChip
from preau.web.shell.framing import frame


def mail_page(
    request: AccountRequest, desk: Desk, key: str, asked: Asked, *, opened: int | None = None
) -> MailPage:
    """A fragment that shows a message alone is not made to list fifty others."""
    alone = opened is not None and is_fragment(request)
    folder = desk.folder(key)
    if alone:
        links = folder_links(desk.mailbox.slug, desk.folders(), key)
        listed = list_without_rows(desk, key, asked, links)
    else:
        links = side_links(desk, key, asked)
        listed = _listed(desk, key, asked, links, opened)
    shown = None
    if opened is not None:
        state = desk.select(key)
        where = Opened(desk, key, folder.role, state.uidvalidity, asked)
        shown = reader(where, opened, listed.actions)
    return MailPage(
        frame=_frame(request, desk, key, asked),
        box=desk.mailbox.slug,
        title=shown.subject if shown is not None else listed.title,
        unread=in_inbox(links),
        list=listed,
        folders=() if alone else links,
        gauge=None if alone else gauge_of(desk),
        reader=shown,
    )


def more_rows(desk: Desk, key: str, asked: Asked) -> MoreRows:
    """What scrolling brings: no counts, no folders."""
    return MoreRows(desk.mailbox.slug, list_page(desk, key, asked, []))


def _listed(
    desk: Desk, key: str, asked: Asked, links: Sequence[FolderLink], opened: int | None
) -> Listing:
    validity = desk.box.state.uidvalidity if desk.box.state else 0
    current = f"{validity}-{opened}" if opened is not None else ""
    return list_page(desk, key, asked, links, current=current)


def _frame(request: AccountRequest, desk: Desk, key: str, asked: Asked) -> Frame:
    box = desk.mailbox.slug
    if is_fragment(request):
        return frame(
            request,
            box=box,
            known=desk.memberships,
            search_text=asked.text,
            chips=_chips(box, key, asked),
        )
    scope = key if asked.text else "all"
    return frame(
        request,
        box=box,
        known=desk.memberships,
        search_text=asked.text,
        search_url=addresses.folder(box, scope),
        search=search_form(searching.read(asked.text), _choices(desk, scope)),
        chips=_chips(box, key, asked),
        toasts=waiting_toasts(request),
        absent=absent(desk.mailbox) if desk.may_send else None,
    )


def _choices(desk: Desk, current: str) -> list[Choice]:
    return [
        Choice(f.role or f.key, names.title(f), current in (f.role, f.key))
        for f in desk.folders()
        if f.is_selectable
    ]


def _chips(box: str, key: str, asked: Asked) -> list[SearchChip]:
    if not asked.text:
        return []
    expression: Expression = searching.read(asked.text)
    return [
        SearchChip(
            _chip_label(chip),
            addresses.folder(box, key, {"q": chip.text_without_it, "filter": asked.filter}),
        )
        for chip in chips(expression)
    ]


def _chip_label(chip: Chip) -> str:
    """`Subject: réunion`, `Not attachment: oui`."""
    said = {"label": _(chip.label_key), "value": chip.value}
    return (_("Not %(label)s: %(value)s") if chip.is_negated else _("%(label)s: %(value)s")) % said


def opened_row(
    desk: Desk, key: str, asked: Asked, page: MailPage, uid: int, *, counts: bool
) -> MailPage:
    """The same page with the row of the open message as it is now; `counts` when it was unread,
    for then the folders' counts changed too."""
    rows = rows_now(desk, key, asked, [uid], current=uid)
    page = replace(page, opened=rows[0] if rows else None)
    if not counts:
        return page
    desk.folders(again=True)
    links = side_links(desk, key, asked)
    return replace(page, folders=links, unread=in_inbox(links))


def as_read(page: MailPage, count: int) -> MailPage:
    """The whole page of a message that was just opened, put together before it was marked read."""
    rows = [replace(row, is_unread=False) if row.is_current else row for row in page.list.rows]
    folders = tuple(
        replace(link, unread=max(0, link.unread - count)) if link.is_current else link
        for link in page.folders
    )
    listed = replace(page.list, rows=rows)
    return replace(page, list=listed, folders=folders, unread=in_inbox(folders))


def in_inbox(links: Sequence[FolderLink]) -> int:
    """How many are unread in the first of the folders."""
    return links[0].unread if links else 0


def rows_now(
    desk: Desk, key: str, asked: Asked, uids: list[int], *, current: int | None = None
) -> list[Row]:
    state = desk.select(key)
    folder = desk.glance(key)
    lines = listing.read_lines(
        desk, state, uids, in_threads=asked.in_threads, virtual=folder.role == "all"
    )
    now = f"{state.uidvalidity}-{current}" if current is not None else ""
    place = place_of(desk, folder, key, asked, state.uidvalidity)
    rows = [row(line, place, current=now) for line in lines]
    return later.dated(desk, folder.role, state.uidvalidity, rows)
