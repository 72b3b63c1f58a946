"""A table is read, and each of its lines becomes a copy to be."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from preau.formats.mime.addresses import parse_addresses
from preau.formats.mime.compose import new_message_id
from preau.formats.placeholders import folded
from preau.formats.table import Line, WrongTable, read_table
from preau.kit.errors import WrongInput
from preau.mail import letters, refusals
from preau.mail.models import Draft
from preau.mailings.models import Copy, Mailing
from preau.mailings.rules import limits

LARGEST_FILE = 5 * 1024 * 1024
MOST_COLUMNS = 60
LONGEST_CELL = 2000
_ADDRESS_NAMES = ("adresse", "mail", "mel", "courriel", "email", "e-mail", "messagerie")


def from_table(draft: Draft, octets: bytes) -> Mailing:
    """The first line names the columns. Raises WrongInput for what is no such table, Changed."""
    lines = _lines(octets)
    if len(lines) < 2:
        raise WrongInput(_("The first line names the columns; at least one line follows it."))
    headings = [cell or _("Column %(n)s") % {"n": n} for n, cell in enumerate(lines[0].cells, 1)]
    rows = list({line.cells: line for line in lines[1:]}.values())
    _refuse_too_many(draft, len(rows))
    column = _address_column(headings, rows)
    return _prepare(draft, headings[:MOST_COLUMNS], column, [(r.number, r.cells) for r in rows])


def from_recipients(draft: Draft) -> Mailing:
    """Individual copies for whoever stands in To and Cc: a table of two columns."""
    people = {
        one.address.lower(): one
        for text in (draft.to, draft.cc, draft.bcc)
        for one in parse_addresses(text)
    }
    if not people:
        raise WrongInput(_("To whom? Add at least one recipient."))
    _refuse_too_many(draft, len(people))
    rows = [(n, (one.address, one.name)) for n, one in enumerate(people.values(), 1)]
    return _prepare(draft, [_("Address"), _("Name shown")], 0, rows)


def choose_address(mailing: Mailing, column: int) -> None:
    """Which column says where each copy goes. Raises WrongInput for none of them."""
    if not 0 <= column < len(mailing.headings):
        raise WrongInput(_("There is no such column."))
    mailing.address_column = column
    mailing.save(update_fields=["address_column"])
    copies = list(mailing.copies.all())
    for copy in copies:
        copy.address = _address(copy.values, column)
    Copy.objects.bulk_update(copies, ["address"], batch_size=500)


def _lines(octets: bytes) -> list[Line]:
    if len(octets) > LARGEST_FILE:
        raise WrongInput(_("This file is too large for a list of people."))
    try:
        return list(read_table(octets))
    except WrongTable as error:
        raise WrongInput(
            _("This file is no table that can be read: use CSV, ODS or XLSX.")
        ) from error


def _refuse_too_many(draft: Draft, count: int) -> None:
    most = limits(draft.mailbox).most
    if count > most:
        sentence = _("This list has %(count)s lines; a mailing may have %(most)s.")
        raise WrongInput(sentence % {"count": count, "most": most})


def _address_column(headings: Sequence[str], rows: Sequence[Line]) -> int:
    """The column that holds most addresses; of several, the one that says so in its name."""

    def weight(column: int) -> tuple[int, bool]:
        named = any(word in folded(headings[column]) for word in _ADDRESS_NAMES)
        return sum(bool(_address(row.cells, column)) for row in rows), named

    return max(range(min(len(headings), MOST_COLUMNS)), key=weight)


def _address(cells: Sequence[str], column: int) -> str:
    """Alone in its cell, or after a name; "" for none that works."""
    people = parse_addresses(cells[column]) if column < len(cells) else []
    if len(people) != 1 or not letters.is_address(people[0].address):
        return ""
    return people[0].address


@transaction.atomic
def _prepare(
    draft: Draft, headings: list[str], column: int, rows: Sequence[tuple[int, Sequence[str]]]
) -> Mailing:
    """In the place of a table given before."""
    if not Draft.objects.filter(pk=draft.pk, state=Draft.State.WRITING).exists():
        raise refusals.on_its_way()
    Mailing.objects.filter(draft=draft).delete()
    made = Mailing.objects.create(
        mailbox=draft.mailbox,
        author=draft.author,
        draft=draft,
        headings=headings,
        address_column=column,
    )
    domain = draft.mailbox.login.partition("@")[2]
    Copy.objects.bulk_create(
        [
            Copy(
                mailing=made,
                line=number,
                values=[cell[:LONGEST_CELL].replace("\0", "") for cell in cells[:MOST_COLUMNS]],
                address=_address(cells, column),
                message_id=new_message_id(domain),
            )
            for number, cells in rows
        ],
        batch_size=500,
    )
    return made
