"""A rule as people say it: when … then …; and a script as a row of them."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

LONGEST_NAME = 80
LONGEST_VALUE = 1000
LONGEST_TEXT = 8000

# With the extension "variables", which another's part of the script may ask for, this would be
# replaced by something else; it is in no subject that people write rules for.
_VARIABLE = re.compile(r"\$\{")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_FIELD_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,75}")
_ADDRESS = re.compile(r"[^\s\"(),:;<>@\[\\\]]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}")
_IDENT = re.compile(r"[a-z0-9]{4,16}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Field(StrEnum):
    """What of a message is looked at."""

    SENDER = "sender"
    RECIPIENTS = "recipients"
    MINE = "mine"  # one of `values`, the person's own addresses, among the recipients
    DOMAIN = "domain"  # that of the sender is among `values`
    LIST = "list"
    SUBJECT = "subject"
    BODY = "body"
    HEADER = "header"
    SIZE = "size"
    ATTACHMENT = "attachment"
    DATE = "date"
    SPAM = "spam"


class Match(StrEnum):
    CONTAINS = "contains"
    IS = "is"
    BEGINS = "begins"
    ENDS = "ends"
    EXISTS = "exists"
    OVER = "over"
    UNDER = "under"
    SINCE = "since"
    BEFORE = "before"
    AMONG = "among"


TEXTUAL = (Match.CONTAINS, Match.IS, Match.BEGINS, Match.ENDS)
MATCHES: dict[Field, tuple[Match, ...]] = {
    Field.SENDER: TEXTUAL,
    Field.RECIPIENTS: TEXTUAL,
    Field.MINE: (Match.AMONG,),
    Field.DOMAIN: (Match.AMONG,),
    Field.LIST: (Match.EXISTS, Match.CONTAINS),
    Field.SUBJECT: TEXTUAL,
    Field.BODY: (Match.CONTAINS,),
    Field.HEADER: (*TEXTUAL, Match.EXISTS),
    Field.SIZE: (Match.OVER, Match.UNDER),
    Field.ATTACHMENT: (Match.EXISTS,),
    Field.DATE: (Match.SINCE, Match.BEFORE),
    Field.SPAM: (Match.OVER,),
}


class Verb(StrEnum):
    """What is done, in the order in which it is written."""

    FORWARD = "forward"
    READ = "read"
    STAR = "star"
    TAG = "tag"
    COPY = "copy"
    FILE = "file"
    REPLY = "reply"
    REJECT = "reject"
    DISCARD = "discard"
    STOP = "stop"


ENDING = frozenset({Verb.REPLY, Verb.REJECT, Verb.DISCARD})
"""After these no other rule is looked at: one answer a message, and nothing of what is refused."""


FLAGS = {Verb.READ: "\\Seen", Verb.STAR: "\\Flagged"}


class WrongRule(ValueError):
    """This cannot stand in a script; `part` names what is wrong with it."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True)
class Criterion:
    """`value`: a text, a size in KB, a day (`2026-11-22`), a score; `header`: a field's name."""

    field: Field
    match: Match
    value: str = ""
    values: tuple[str, ...] = ()
    header: str = ""
    negated: bool = False


@dataclass(frozen=True)
class Action:
    """`value`: a folder, a keyword, an address or a text, by the verb.

    A reply has a `subject`, and says in `values` first whom it is from (`Name <address>`), then
    every address at which the person is written to.
    """

    verb: Verb
    value: str = ""
    subject: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """`ident` lasts as long as the rule; no criterion at all means every message."""

    ident: str
    name: str
    criteria: tuple[Criterion, ...] = ()
    actions: tuple[Action, ...] = ()
    needs_all: bool = True
    is_on: bool = True

    @property
    def ends(self) -> bool:
        """No other rule is looked at after this one."""
        return any(action.verb in (*ENDING, Verb.STOP) for action in self.actions)


@dataclass(frozen=True)
class Included:
    """Another script of the same person, run in this place."""

    name: str
    is_on: bool = True


@dataclass(frozen=True)
class Foreign:
    """A part written elsewhere, kept to the letter."""

    text: str


Item = Rule | Included | Foreign


@dataclass(frozen=True)
class Script:
    """`requires`: the extensions that its foreign parts were found with."""

    items: tuple[Item, ...] = ()
    requires: frozenset[str] = field(default=frozenset())

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(item for item in self.items if isinstance(item, Rule))


def settled(rule: Rule) -> Rule:
    """The same rule as it is read back: its actions in the order of `Verb`, none said twice.

    A copy where the message goes anyway is one too many: the server would drop the move.
    """
    once = dict.fromkeys(rule.actions)
    ends = {action.verb for action in once} & ENDING
    filed = {action.value for action in once if action.verb is Verb.FILE}
    kept = [
        action
        for action in once
        if not (ends and action.verb is Verb.STOP)
        and not (action.verb is Verb.COPY and action.value in filed)
    ]
    order = list(Verb)
    return replace(rule, actions=tuple(sorted(kept, key=lambda a: order.index(a.verb))))


def check(rule: Rule) -> Rule:
    """The rule, or WrongRule for the first thing that could not stand in a script."""
    _need("name", bool(rule.name.strip()) and _is_line(rule.name, LONGEST_NAME))
    _need("ident", bool(_IDENT.fullmatch(rule.ident)))
    for criterion in rule.criteria:
        _check_criterion(criterion)
    _need("actions", bool(rule.actions))
    for action in rule.actions:
        _check_action(action)
    return rule


def _check_criterion(one: Criterion) -> None:
    _need("match", one.match in MATCHES[one.field])
    if one.field is Field.HEADER:
        _need("header", bool(_FIELD_NAME.fullmatch(one.header)))
    if one.match is Match.AMONG:
        _need("values", bool(one.values) and all(_is_line(v, LONGEST_VALUE) for v in one.values))
    elif one.field is Field.SIZE:
        _need("size", one.value.isascii() and one.value.isdecimal() and 0 < int(one.value) < 10**7)
    elif one.field is Field.SPAM:
        _need("score", one.value.isascii() and one.value.isdecimal() and 0 < int(one.value) < 50)
    elif one.field is Field.DATE:
        _need("day", _is_day(one.value))
    elif one.match is not Match.EXISTS:
        _need("value", bool(one.value.strip()) and _is_line(one.value, LONGEST_VALUE))


def _check_action(one: Action) -> None:
    if one.verb in (Verb.FILE, Verb.COPY):
        _need("folder", bool(one.value) and _is_line(one.value, LONGEST_VALUE))
    elif one.verb is Verb.TAG:
        _need("tag", bool(re.fullmatch(r"\$?[A-Za-z0-9_.-]{1,50}", one.value)))
    elif one.verb is Verb.FORWARD:
        _need("address", is_address(one.value))
    elif one.verb is Verb.REPLY:
        _need("text", _is_text(one.value) and bool(one.values))
        _need("subject", _is_line(one.subject, LONGEST_VALUE))
        _need("values", all(_is_line(value, LONGEST_VALUE) for value in one.values))
    elif one.verb is Verb.REJECT:
        _need("text", _is_text(one.value))


def is_address(text: str) -> bool:
    """One bare address outside of any doubt: no quotes, no comment, no space."""
    return bool(_ADDRESS.fullmatch(text)) and _is_line(text, 254) and ".." not in text


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _need(part: str, is_right: bool) -> None:  # noqa: FBT001 -- reads as what it says
    if not is_right:
        raise WrongRule(part)


def _is_line(text: str, most: int) -> bool:
    return len(text) <= most and not _CONTROLS.search(text) and not _VARIABLE.search(text)


def _is_text(text: str) -> bool:
    lines = text.replace("\r\n", "\n").replace("\n", "").replace("\t", "")
    return bool(text.strip()) and _is_line(lines, LONGEST_TEXT)
