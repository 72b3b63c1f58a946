"""A search as typed, made ready for Dovecot, and run in the folder that is open."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone

from preau.engines.dovecot.box import Box
from preau.formats.search.grammar import parse
from preau.formats.search.highlights import highlight_words
from preau.formats.search.imap import (
    Criteria,
    attachment_names,
    criteria,
    folders,
    on_the_wire,
    proper,
)
from preau.formats.search.keys import keys
from preau.formats.search.phrases import Phrase, phrases
from preau.formats.search.question import Parted, parted
from preau.formats.search.tree import All, Expression
from preau.formats.stems import fold
from preau.mail import filenames, following, indexed, names, order, tags
from preau.mail.access import Desk

# What the index cuts words into: see fts_xapian in engines/dovecot/conf/plugins.conf.
SHORTEST = 2

FILTERS: dict[str, bytes] = {
    "unread": b"UNSEEN",
    "flagged": b"FLAGGED",
    "attachment": b"KEYWORD $HasAttachment",
}


# As an address of the list says it, and as RFC 5256 does; the newest first else.
ORDERS: dict[str, bytes] = {"oldest": b"ARRIVAL", "largest": b"REVERSE SIZE"}
NEWEST_FIRST = b"REVERSE ARRIVAL"


@dataclass(frozen=True)
class Search:
    """What is asked for, what must be absent (searched first, RFC 5182), parts of file names, and
    words that must follow one another, or must not (with what finds them in any order).

    `parted` says what is asked for and what must be absent once more, as the index is asked."""

    wanted: tuple[bytes, ...] = ()
    unwanted: tuple[bytes, ...] = ()
    attachments: tuple[str, ...] = field(default=())
    order: bytes = NEWEST_FIRST
    phrases: tuple[Phrase, ...] = ()
    refused: "tuple[tuple[Phrase, Search], ...]" = ()
    parted: Parted | None = None


def read(text: str) -> Expression:
    return parse(text, today=timezone.localdate())


def lit(text: str) -> tuple[str, ...]:
    """Beginnings of the words to light up in what was found; nothing when nothing is asked for."""
    return tuple(highlight_words(read(text))) if text else ()


def search_for(text: str, quick_filter: str = "", order: str = "") -> Search | None:
    """None when nothing is asked for: the whole folder, newest first."""
    if not text and quick_filter not in FILTERS and order not in ORDERS:
        return None
    expression = read(text)
    told = phrases(expression)
    return replace(
        _with_words(expression, FILTERS.get(quick_filter)),
        attachments=tuple(attachment_names(expression)),
        order=ORDERS.get(order, NEWEST_FIRST),
        phrases=tuple(phrase for phrase in told if phrase.wanted),
        refused=tuple(
            (phrase, _with_words(Expression("", All((phrase.node,)))))
            for phrase in told
            if not phrase.wanted
        ),
    )


def _with_words(expression: Expression, quick_filter: bytes | None = None) -> Search:
    """In any order."""
    also = [] if quick_filter is None else [quick_filter]
    asked = keys(expression, shortest=SHORTEST, tag=tags.keyword)
    apart = parted(asked)
    return Search(
        tuple(on_the_wire([*proper(asked), *also])),
        tuple(on_the_wire(criteria(asked.unwanted))),
        parted=None if apart is None else replace(apart, plain=[*apart.plain, *also]),
    )


def uids(login: str, box: Box, search: Search) -> Sequence[int]:
    """In the order asked for, in the selected folder."""
    found = _uids_with_words(login, box, search)
    if search.attachments:
        found = _with_files_named(login, box, found, search.attachments)
    for phrase in search.phrases:
        found = following.those_with(login, box, found, phrase)
    for phrase, having_words in search.refused:
        having = set(_uids_with_words(login, box, having_words))
        found = following.those_without(login, box, found, having, phrase)
    return found


def _uids_with_words(login: str, box: Box, search: Search) -> Sequence[int]:
    found = _uids_by_the_index(login, box, search)
    if found is not None:
        return found
    if search.unwanted:
        box.save_search(search.unwanted)
    return box.uids_sorted(search.order, (*search.wanted, b"UNDELETED"))


def _uids_by_the_index(login: str, box: Box, search: Search) -> Sequence[int] | None:
    """None when Dovecot is to be asked."""
    if search.parted is None:
        return None
    questions, are_wanted = zip(*search.parted.questions, strict=True)
    told = indexed.having(login, box, questions)
    if told is None:
        return None
    found = _uids(login, box, search.order, search.parted.plain)
    for having, is_wanted in zip(told, are_wanted, strict=True):
        found = [uid for uid in found if (uid in having) is is_wanted]
    return found


def _uids(login: str, box: Box, by: bytes, plain: Criteria) -> Sequence[int]:
    """Whatever words they have."""
    if not plain and by == NEWEST_FIRST and box.state is not None:
        return order.by_arrival(login, box, box.state)
    return box.uids_sorted(by, (*on_the_wire(plain), b"UNDELETED"))


def _with_files_named(
    login: str, box: Box, found: Sequence[int], names: tuple[str, ...]
) -> list[int]:
    """The index knows no file name: each of what it found is looked into."""
    files = filenames.of(login, box, found)
    return [uid for uid in found if _has_all(files.get(uid, ()), names)]


def _has_all(files: Sequence[str], names: tuple[str, ...]) -> bool:
    return all(any(name in file for file in files) for name in names)


def folder_asked_for(desk: Desk, text: str) -> str | None:
    """The key of the folder named after `dans:`, in the person's language or as the server's."""
    for said in folders(read(text)):
        for folder in desk.folders():
            known = {fold(folder.name), fold(names.title(folder)), folder.role}
            if folder.is_selectable and fold(said) in known:
                return folder.role or folder.key
    return None
