"""A search answered from the index of words directly: the plugin of Dovecot's that keeps it takes a
hundred times as long where much is found. Dovecot still says which messages there are, and in which
order; the index only which of them have the words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from preau.engines.dovecot.box import Box
from preau.engines.dovecot.folders import ERASED, EVERYTHING
from preau.engines.dovecot.types import State
from preau.engines.errors import EngineError
from preau.engines.words.finding import Found
from preau.mail import everywhere, order
from preau.mail.doors import mailstore, words

# Drafts and junk are not indexed as they come (see plugins.conf): these few are, before the answer.
MOST_LATE = 50
NOWHERE = b'BODY "qxzqxzqxz"'
Question = Sequence[Any]


class _Late(Exception):
    """The index does not know all messages."""


def having(login: str, box: Box, questions: Sequence[Question]) -> list[Collection[int]] | None:
    """For each question UIDs of the folder that is open, some of them perhaps erased meanwhile;
    None where the index does not know all its messages, or nobody reads it: Dovecot is to be asked
    then."""
    # What was erased has an index elsewhere, and is seldom searched.
    if box.state is None or box.state.name.startswith(ERASED):
        return None
    try:
        if box.state.name == EVERYTHING.name:
            return _everywhere(login, box, box.state, questions)
        return _here(login, box, box.state, questions)
    except (EngineError, _Late):
        return None


def _here(
    login: str, box: Box, state: State, questions: Sequence[Question]
) -> list[Collection[int]]:
    newest = {state.name: max(order.by_arrival(login, box, state), default=0)}
    keys = [box.key(state.name)]
    asked = (_find(login, newest, keys, question) for question in questions)
    return [set(found.uids) for (found,) in asked]


def _everywhere(
    login: str, box: Box, state: State, questions: Sequence[Question]
) -> list[Collection[int]]:
    view, told = everywhere.of(login, box, state), list[Collection[int]]()
    keys = [view.folders[name] for name in view.newest]
    for question in questions:
        found = (one.uids for one in _find(login, view.newest, keys, question))
        uids = dict(zip(view.newest, found, strict=True))
        told.append(view.uids_of(uids, order.by_arrival(login, box, state)))
    return told


def _find(
    login: str, newest: Mapping[str, int], keys: Sequence[str], question: Question
) -> list[Found]:
    """In folders by name, with the last UID of each, and by key in the same order. Raises _Late
    when one has messages that are not indexed."""
    found = words().find(login, keys, question)
    late = _late(newest, found)
    if late and sum(late.values()) <= MOST_LATE:
        _index(login, late)
        found = words().find(login, keys, question)
        late = _late(newest, found)
    if late:
        raise _Late
    return found


def _late(newest: Mapping[str, int], found: Sequence[Found]) -> dict[str, int]:
    """How many UIDs the index of a folder is behind."""
    behind = {
        name: last - one.last for (name, last), one in zip(newest.items(), found, strict=True)
    }
    return {name: count for name, count in behind.items() if count > 0}


def _index(login: str, folders: Iterable[str]) -> None:
    """As any search does, which waits its turn in Dovecot's queue; this one finds nothing."""
    with mailstore().open(login) as other:
        for name in folders:
            other.select(name)
            other.uids_matching([NOWHERE])
