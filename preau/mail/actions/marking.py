"""Read, starred, tagged: flags put on messages and taken off."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from preau.formats.imap.request import flag as valid_flag
from preau.kit.errors import WrongInput
from preau.mail.access import Desk
from preau.mail.actions.done import Done, Part, one_by_one
from preau.mail.selection import Selection, matching
from preau.mail.undo import Step

SEEN = "\\Seen"
FLAGGED = "\\Flagged"
ANSWERED = "\\Answered"
FORWARDED = "$Forwarded"
# Dovecot refuses longer ones (mail_max_keyword_length).
LONGEST_TAG = 50


def mark_read(desk: Desk, selections: Sequence[Selection], *, on: bool) -> Done:
    return _mark(desk, selections, SEEN, b"UNSEEN" if on else b"SEEN", on=on)


def star(desk: Desk, selections: Sequence[Selection], *, on: bool) -> Done:
    return _mark(desk, selections, FLAGGED, b"UNFLAGGED" if on else b"FLAGGED", on=on)


def tag(desk: Desk, selections: Sequence[Selection], keyword: str, *, on: bool) -> Done:
    """Raises WrongInput for a word that IMAP cannot keep as a keyword."""
    try:
        name = valid_flag(keyword)
    except ValueError as error:
        raise WrongInput(_("A tag is made of letters, digits, - and _.")) from error
    if len(keyword) > LONGEST_TAG:
        raise WrongInput(_("A tag has 50 characters at most."))
    if keyword.startswith("\\"):
        raise WrongInput(_("A tag cannot begin with a backslash."))
    criterion = (b"UNKEYWORD " if on else b"KEYWORD ") + name
    return _mark(desk, selections, keyword, criterion, on=on)


def _mark(
    desk: Desk, selections: Sequence[Selection], flag: str, would_change: bytes, *, on: bool
) -> Done:
    """Only those that change are noted, so that undo does not touch what was so before."""

    def act(selection: Selection) -> Iterator[Part]:
        changed = matching(desk, selection, would_change)
        desk.box.flag(changed, flag, on=on)
        step = Step(selection.folder, selection.uidvalidity, changed, flag=flag, on=not on)
        yield len(selection.uids), step

    return one_by_one(selections, act)
