"""A rule from a message: what it is recognised by, and where its like would be put (T-13)."""

import re

from preau.filters.actions.saving import new_ident
from preau.formats.imap.request import quote
from preau.formats.mime.subjects import base_subject
from preau.formats.sieve.rule import LONGEST_NAME, Action, Criterion, Field, Match, Rule, Verb
from preau.formats.stems import fold, singular, words
from preau.mail import people
from preau.mail.access import Desk
from preau.mail.reading import Letter, read_letter

SUBJECT = "subject"
SHORTEST_WORD = 4
MOST_WORDS = 6
_LIST_TAG = re.compile(r"\[[^\[\]]*\]")
_LIST_ID = re.compile(r"<([^<>\s]{1,200})>")
_NOT_IN_NAMES = re.compile(r"[/\x00-\x1f\x7f*%\u202a-\u202e\u2066-\u2069]")


def from_message(desk: Desk, key: str, message: tuple[int, int], *, by: str = "") -> Rule:
    """Its list, where it came by one; else its sender. By `subject`: the word of it that says most.

    Raises NotFound, Missing.
    """
    desk.select(key, uidvalidity=message[0])
    letter = read_letter(desk.box, message[1])
    word = telling_word(desk, letter.subject) if by == SUBJECT else ""
    name, criterion = _of_word(word) if word else _recognised_by(letter)
    actions = (Action(Verb.FILE, _folder_for(desk, name)), Action(Verb.STOP))
    return Rule(new_ident(), name, (criterion,), actions)


def telling_word(desk: Desk, subject: str) -> str:
    """That of a folder's name; else that of most subjects in the open folder, of these the longest.

    "" where the subject has no word to go by. A list's tag tells its list, and no more.
    """
    own = _LIST_TAG.sub(" ", base_subject(subject))
    said = [singular(word.lower()) for word in words(own) if word.isalpha()]
    long = [word for word in dict.fromkeys(said) if len(word) >= SHORTEST_WORD]
    called = _folders_by_name(desk)
    if named := [word for word in long if _plain(word) in called]:
        return named[0]
    some = sorted(long, key=len, reverse=True)[:MOST_WORDS]
    return max(some, key=lambda word: (_met(desk, word), len(word)), default="")


def _met(desk: Desk, word: str) -> int:
    return len(desk.box.uids_matching([b"SUBJECT " + quote(word)]))


def _of_word(word: str) -> tuple[str, Criterion]:
    return _name(word.capitalize()), Criterion(Field.SUBJECT, Match.CONTAINS, word)


def _recognised_by(letter: Letter) -> tuple[str, Criterion]:
    listed = letter.headers.text("List-Id")
    found = _LIST_ID.search(listed)
    if found:
        name = listed.partition("<")[0].strip(' "') or found[1].partition(".")[0]
        return _name(name), Criterion(Field.LIST, Match.CONTAINS, found[1])
    sender = letter.sender
    return _name(people.shown_name(sender)), Criterion(Field.SENDER, Match.IS, sender.address)


def _name(text: str) -> str:
    """Good for a rule and for a folder."""
    clean = " ".join(_NOT_IN_NAMES.sub(" ", text.replace("${", "")).split()).lstrip(".~ ")
    return clean[:LONGEST_NAME].strip() or "?"


def _folder_for(desk: Desk, name: str) -> str:
    """One that is called so already, else one to make."""
    return _folders_by_name(desk).get(_plain(name), name)


def _folders_by_name(desk: Desk) -> dict[str, str]:
    """One's own, by their last names, plain; of several called so, the first."""
    own = [one.name for one in desk.folders() if one.is_selectable and not one.role]
    return {_plain(name.rpartition("/")[2]): name for name in reversed(own)}


def _plain(words_of_name: str) -> str:
    """In the singular, without accents."""
    return fold(singular(words_of_name.lower()))
