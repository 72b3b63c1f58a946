"""A rule as a form holds it, and back. What the form has no field for is kept with the rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from preau.formats.sieve.rule import (
    ENDING,
    LONGEST_NAME,
    MATCHES,
    Action,
    Criterion,
    Field,
    Match,
    Rule,
    Verb,
    settled,
)
from preau.web.filters.pages import wording
from preau.web.filters.pages.wording import INSIDE, NOT

STAYS, FILES, DISCARDS, REJECTS = "stays", "files", "discards", "rejects"
MOST_CRITERIA = 20


class Posted(Protocol):
    """As Django gives a form."""

    def get(self, name: str, default: str = "") -> str: ...
    def getlist(self, name: str) -> Sequence[str]: ...
    def __contains__(self, name: str) -> bool: ...


@dataclass(frozen=True)
class Mine:
    """What a criterion about oneself stands for, and whom a reply is from."""

    addresses: tuple[str, ...]
    domains: tuple[str, ...]
    sender: str


@dataclass(frozen=True)
class Line:
    """One condition: a choice among `wording.choices`, and what was typed beside it."""

    choice: str = "subject:contains"
    value: str = ""

    @property
    def has_value(self) -> bool:
        return self.choice not in wording.WITHOUT_VALUE


@dataclass(frozen=True)
class Form:
    ident: str
    name: str = ""
    needs_all: bool = True
    lines: tuple[Line, ...] = (Line(),)
    place: str = FILES
    folder: str = ""
    new_folder: str = ""
    copy: str = ""
    tag: str = ""
    star: bool = False
    read: bool = False
    forward: str = ""
    reply_subject: str = ""
    reply_text: str = ""
    reject_text: str = ""
    stops: bool = True
    is_on: bool = True
    rest: tuple[Action, ...] = field(default=())


def of_rule(rule: Rule, domains: Sequence[str]) -> Form:
    """The first of each kind has its field; others of the same kind are the `rest`."""
    first: dict[Verb, Action] = {}
    rest = [one for one in rule.actions if first.setdefault(one.verb, one) is not one]
    lines = tuple(Line(wording.choice_of(c, domains), wording.value_of(c)) for c in rule.criteria)
    reply = first.get(Verb.REPLY, Action(Verb.REPLY))
    return Form(
        ident=rule.ident,
        name=rule.name,
        needs_all=rule.needs_all,
        lines=lines,
        place=_place(first),
        folder=_value(first, Verb.FILE),
        copy=_value(first, Verb.COPY),
        tag=_value(first, Verb.TAG),
        star=Verb.STAR in first,
        read=Verb.READ in first,
        forward=_value(first, Verb.FORWARD),
        reply_subject=reply.subject,
        reply_text=reply.value,
        reject_text=_value(first, Verb.REJECT),
        stops=bool(first.keys() & {Verb.STOP, *ENDING}),
        is_on=rule.is_on,
        rest=tuple(rest),
    )


def _place(first: Mapping[Verb, Action]) -> str:
    for verb, place in ((Verb.REJECT, REJECTS), (Verb.DISCARD, DISCARDS), (Verb.FILE, FILES)):
        if verb in first:
            return place
    return STAYS


def _value(first: Mapping[Verb, Action], verb: Verb) -> str:
    return first[verb].value if verb in first else ""


def posted(given: Posted, ident: str, rest: tuple[Action, ...] = ()) -> Form:
    pairs = zip(given.getlist("choice"), given.getlist("value"), strict=False)
    lines = tuple(Line(choice, value.strip()) for choice, value in pairs)[:MOST_CRITERIA]
    return Form(
        ident=ident,
        name=" ".join(given.get("name", "").split())[:LONGEST_NAME],
        needs_all=given.get("needs", "all") != "any",
        lines=lines,
        place=given.get("place", STAYS),
        folder=given.get("folder", ""),
        new_folder=given.get("new_folder", "").strip(),
        copy=given.get("copy", ""),
        tag=given.get("tag", ""),
        star="star" in given,
        read="read" in given,
        forward=given.get("forward", "").strip(),
        reply_subject=" ".join(given.get("reply_subject", "").split()),
        reply_text=_lines(given.get("reply_text", "")),
        reject_text=_lines(given.get("reject_text", "")),
        stops="stops" in given,
        is_on=given.get("is_on", "1") == "1",
        rest=rest,
    )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def rule_of(form: Form, mine: Mine) -> Rule:
    """Not checked yet: `formats.sieve.rule.check` says what is wrong with it."""
    criteria = tuple(
        _criterion(line, mine) for line in form.lines if line.value or not line.has_value
    )
    return settled(
        Rule(
            form.ident,
            form.name,
            criteria,
            (*_actions(form, mine), *form.rest),
            form.needs_all,
            form.is_on,
        )
    )


def _criterion(line: Line, mine: Mine) -> Criterion:
    negated = line.choice.endswith(NOT)
    choice = line.choice.removesuffix(NOT)
    if choice == INSIDE:
        return Criterion(Field.DOMAIN, Match.AMONG, values=mine.domains, negated=negated)
    named, _, how = choice.partition(":")
    if named not in set(Field) or how not in MATCHES[Field(named)]:
        return Criterion(Field.SUBJECT, Match.CONTAINS, line.value, negated=negated)
    bare = Criterion(Field(named), Match(how), line.value, negated=negated)
    if bare.field is Field.MINE:
        return replace(bare, value="", values=mine.addresses)
    if bare.field is Field.DOMAIN:
        return replace(bare, value="", values=_listed(line.value))
    if bare.field is Field.HEADER:
        return _of_header(bare, line.value)
    return replace(bare, value="") if bare.match is Match.EXISTS else bare


def _of_header(bare: Criterion, typed: str) -> Criterion:
    name, _, value = typed.partition(":")
    value = "" if bare.match is Match.EXISTS else value.strip()
    return replace(bare, header=name.strip(), value=value)


def _listed(typed: str) -> tuple[str, ...]:
    found = (one.strip().lstrip("@").lower() for one in typed.replace(";", ",").split(","))
    return tuple(dict.fromkeys(one for one in found if one))


def _actions(form: Form, mine: Mine) -> list[Action]:
    found = [Action(verb) for verb, on in ((Verb.STAR, form.star), (Verb.READ, form.read)) if on]
    for verb, value in ((Verb.TAG, form.tag), (Verb.COPY, form.copy), (Verb.FORWARD, form.forward)):
        if value:
            found.append(Action(verb, value))
    if form.reply_text:
        values = (mine.sender, *mine.addresses)
        found.append(Action(Verb.REPLY, form.reply_text, form.reply_subject, values))
    if form.place == FILES:
        found.append(Action(Verb.FILE, form.new_folder or form.folder))
    elif form.place == REJECTS:
        found.append(Action(Verb.REJECT, form.reject_text))
    elif form.place == DISCARDS:
        found.append(Action(Verb.DISCARD))
    return [*found, Action(Verb.STOP)] if form.stops else found
