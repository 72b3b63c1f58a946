"""What a script would do to a message, said without doing it: as Pigeonhole does, by its tests.

Only our own rules are known here; another's part of a script is passed over.
"""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Protocol

from preau.formats.mime.headers import Headers
from preau.formats.mime.words import decode_words
from preau.formats.sieve.rule import FLAGS, Action, Criterion, Field, Match, Rule, Verb
from preau.formats.sieve.writing import SCORE_HEADER, SMALL, spellings

# Days begin as the script says, summer and winter.
_DAY_ZONE = timezone(timedelta(hours=1))
# What is never closed goes on to the end, as it does for the server: so each is looked at once.
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_MARKUP = re.compile(r"<[^>]*(?:>|\Z)")
_HEADERS = {
    Field.SENDER: ("from",),
    Field.RECIPIENTS: ("to", "cc"),
    Field.MINE: ("to", "cc"),
    Field.DOMAIN: ("from",),
    Field.LIST: ("list-id",),
    Field.SUBJECT: ("subject",),
}


class Examined(Protocol):
    """A message, as far as rules look at one; `texts`: its parts that are text, HTML as words."""

    @property
    def headers(self) -> Headers: ...
    @property
    def size(self) -> int: ...
    @property
    def arrived(self) -> datetime: ...
    @property
    def has_attachment(self) -> bool: ...
    @property
    def texts(self) -> Sequence[str]: ...


@dataclass
class Outcome:
    """Where the message ends up: folders with the flags it has there, and whether it stays where
    mail arrives. `rules` are those that applied, in order; `is_lost`: kept nowhere."""

    rules: list[Rule] = field(default_factory=list)
    folders: dict[str, frozenset[str]] = field(default_factory=dict)
    stays: bool = True
    flags: frozenset[str] = frozenset()
    forwards: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    is_rejected: bool = False

    @property
    def is_lost(self) -> bool:
        return not self.stays and not self.folders


def evaluate(rules: Iterable[Rule], message: Examined) -> Outcome:
    outcome = Outcome()
    for rule in rules:
        if rule.is_on and applies(rule, message):
            outcome.rules.append(rule)
            _act(rule, outcome)
            if rule.ends:
                break
    return outcome


def applies(rule: Rule, message: Examined) -> bool:
    if not rule.criteria:
        return True
    said = (holds(criterion, message) for criterion in rule.criteria)
    return all(said) if rule.needs_all else any(said)


def holds(one: Criterion, message: Examined) -> bool:
    return _bare(one, message) is not one.negated


def words_of_html(text: str) -> str:
    """HTML as the server's own test reads it: each tag a blank, style and script left out."""
    return html.unescape(_MARKUP.sub(" ", _UNREAD.sub(" ", text)))


def _act(rule: Rule, outcome: Outcome) -> None:
    for action in rule.actions:
        _ACTS[action.verb](action, outcome)


def _flag(action: Action, outcome: Outcome) -> None:
    outcome.flags |= {FLAGS.get(action.verb, action.value)}


def _copy(action: Action, outcome: Outcome) -> None:
    outcome.folders[action.value] = outcome.flags


def _file(action: Action, outcome: Outcome) -> None:
    """Pigeonhole drops a second filing into the same folder, whole: a copy there before leaves
    the message where it arrives as well."""
    if action.value not in outcome.folders:
        outcome.stays = False
    _copy(action, outcome)


def _discard(_action: Action, outcome: Outcome) -> None:
    outcome.stays = False


def _reject(_action: Action, outcome: Outcome) -> None:
    outcome.stays, outcome.is_rejected = False, True


def _forward(action: Action, outcome: Outcome) -> None:
    outcome.forwards.append(action.value)


def _reply(action: Action, outcome: Outcome) -> None:
    outcome.replies.append(action.value)


def _stop(_action: Action, _outcome: Outcome) -> None:
    """Nothing is done: `evaluate` looks at no other rule."""


_ACTS: dict[Verb, Callable[[Action, Outcome], None]] = {
    Verb.READ: _flag,
    Verb.STAR: _flag,
    Verb.TAG: _flag,
    Verb.COPY: _copy,
    Verb.FILE: _file,
    Verb.FORWARD: _forward,
    Verb.REPLY: _reply,
    Verb.DISCARD: _discard,
    Verb.REJECT: _reject,
    Verb.STOP: _stop,
}


def _bare(one: Criterion, message: Examined) -> bool:
    if one.field is Field.SIZE:
        edge = int(one.value) * 1024
        return message.size > edge if one.match is Match.OVER else message.size < edge
    if one.field is Field.ATTACHMENT:
        return message.has_attachment
    if one.field is Field.DATE:
        day = f"{message.arrived.astimezone(_DAY_ZONE):%Y-%m-%d}"
        return day >= one.value if one.match is Match.SINCE else day < one.value
    if one.field is Field.BODY:
        return _compared(one, message.texts)
    if one.field is Field.SPAM:
        return any("*" * int(one.value) in score for score in message.headers.all(SCORE_HEADER))
    return _headed(one, message.headers)


def _headed(one: Criterion, headers: Headers) -> bool:
    names = _HEADERS.get(one.field, (one.header,))
    if one.match is Match.EXISTS:
        return all(name in headers for name in names)
    if one.match is Match.AMONG:
        return bool(_among(one, names, headers))
    people = one.field in (Field.SENDER, Field.RECIPIENTS)
    if people and one.match is not Match.CONTAINS:
        return _compared(one, _addresses(names, headers))
    return _compared(one, [value for name in names for value in _values(name, headers)])


def _among(one: Criterion, names: Sequence[str], headers: Headers) -> set[str]:
    found = {_small(address) for address in _addresses(names, headers)}
    if one.field is Field.DOMAIN:
        found = {address.rpartition("@")[2] for address in found}
    return found & {_small(value) for value in one.values}


def _addresses(names: Iterable[str], headers: Headers) -> list[str]:
    return [one.address for name in names for one in headers.addresses(name) if one.address]


def _values(name: str, headers: Headers) -> list[str]:
    return [decode_words(value) for value in headers.all(name)]


def _compared(one: Criterion, values: Iterable[str]) -> bool:
    keys = [_small(key) for key in spellings(one.value)]
    return any(_COMPARISONS[one.match](_small(value), key) for value in values for key in keys)


_COMPARISONS: dict[Match, Callable[[str, str], bool]] = {
    Match.CONTAINS: lambda value, key: key in value,
    Match.IS: lambda value, key: value == key,
    Match.BEGINS: lambda value, key: value.startswith(key),
    Match.ENDS: lambda value, key: value.endswith(key),
}


def _small(text: str) -> str:
    return text.translate(SMALL)


@dataclass(frozen=True)
class Seen:
    """A message whose parts are all at hand."""

    headers: Headers
    size: int
    arrived: datetime
    has_attachment: bool
    texts: Sequence[str] = ()
