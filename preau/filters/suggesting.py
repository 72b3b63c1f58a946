"""A rule from a message: what it is recognised by, and where its like would be put (T-13)."""

import re

from preau.filters.actions.saving import new_ident
from preau.formats.sieve.rule import LONGEST_NAME, Action, Criterion, Field, Match, Rule, Verb
from preau.formats.stems import fold
from preau.mail import people
from preau.mail.access import Desk
from preau.mail.reading import Letter, read_letter

_LIST_ID = re.compile(r"<([^<>\s]{1,200})>")
_NOT_IN_NAMES = re.compile(r"[/\x00-\x1f\x7f*%\u202a-\u202e\u2066-\u2069]")


def from_message(desk: Desk, key: str, message: tuple[int, int]) -> Rule:
    """Its list, where it came by one; else its sender. Raises NotFound, Missing."""
    desk.select(key, uidvalidity=message[0])
    letter = read_letter(desk.box, message[1])
    name, criterion = _recognised_by(letter)
    folder = _folder_for(desk, name)
    actions = (Action(Verb.FILE, folder), Action(Verb.STOP))
    return Rule(new_ident(), name, (criterion,), actions)


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
    for folder in desk.folders():
        if folder.is_selectable and not folder.role and _last(folder.name) == fold(name):
            return folder.name
    return name


def _last(name: str) -> str:
    return fold(name.rpartition("/")[2])
