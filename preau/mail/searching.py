"""A search as typed, made ready for Dovecot, and run in the folder that is open."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from preau.engines.dovecot.box import Box
from preau.formats.search.grammar import parse
from preau.formats.search.highlights import highlight_words
from preau.formats.search.imap import attachment_names, folders, on_the_wire, to_imap, unwanted
from preau.formats.search.phrases import Phrase, phrases
from preau.formats.search.tree import All, Expression
from preau.formats.stems import fold
from preau.mail import filenames, following, names, tags
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
    words that must follow one another, or must not (with what finds them in any order)."""

    wanted: tuple[bytes, ...] = ()
    unwanted: tuple[bytes, ...] = ()
    attachments: tuple[str, ...] = field(default=())
    order: bytes = NEWEST_FIRST
    phrases: tuple[Phrase, ...] = ()
    refused: tuple[tuple[Phrase, tuple[bytes, ...]], ...] = ()


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
    wanted = _criteria(expression)
    if quick_filter in FILTERS:
        wanted.append(FILTERS[quick_filter])
    absent = unwanted(expression, shortest=SHORTEST, tag=tags.keyword)
    return Search(
        tuple(wanted),
        tuple(on_the_wire(absent)),
        tuple(attachment_names(expression)),
        ORDERS.get(order, NEWEST_FIRST),
        tuple(phrase for phrase in phrases(expression) if phrase.wanted),
        tuple(
            (phrase, tuple(_criteria(Expression("", All((phrase.node,))))))
            for phrase in phrases(expression)
            if not phrase.wanted
        ),
    )


def _criteria(expression: Expression) -> list[bytes]:
    return on_the_wire(to_imap(expression, shortest=SHORTEST, tag=tags.keyword))


def uids(login: str, box: Box, search: Search) -> Sequence[int]:
    """In the order asked for, in the selected folder."""
    if search.unwanted:
        box.save_search(search.unwanted)
    found = box.uids_sorted(search.order, (*search.wanted, b"UNDELETED"))
    if search.attachments:
        found = _with_files_named(login, box, found, search.attachments)
    for phrase in search.phrases:
        found = following.those_with(login, box, found, phrase)
    for phrase, criteria in search.refused:
        having = set(box.uids_matching(criteria))
        found = following.those_without(login, box, found, having, phrase)
    return found


def _with_files_named(login: str, box: Box, found: list[int], names: tuple[str, ...]) -> list[int]:
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
