"""What is worth saying of rules before they surprise: mail they hide, rules that never apply."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from preau.formats.sieve.rule import Criterion, Field, Match, Rule, Verb


class Kind(StrEnum):
    DISCARDS = "discards"
    REJECTS = "rejects"
    TO_TRASH = "to_trash"
    UNSEEN = "unseen"
    EVERYTHING = "everything"
    NEVER = "never"
    TWICE = "twice"
    NO_FOLDER = "no_folder"
    FORWARDS = "forwards"
    SENT_AWAY = "sent_away"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Finding:
    """About the rule `ident`; `other` is the name of another rule, `value` a folder or address."""

    kind: Kind
    ident: str
    other: str = ""
    value: str = ""


HIDES = frozenset(
    {Kind.DISCARDS, Kind.REJECTS, Kind.TO_TRASH, Kind.UNSEEN, Kind.SENT_AWAY, Kind.UNREADABLE}
)


@dataclass(frozen=True)
class Ground:
    """What rules are looked at against: the `folders` there are now, where mail may be sent on."""

    folders: frozenset[str]
    may_forward: Callable[[str], bool]
    trash: str = "Trash"


def findings(rules: Sequence[Rule], ground: Ground) -> list[Finding]:
    found: list[Finding] = []
    for at, rule in enumerate(rules):
        if rule.is_on:
            earlier = [one for one in rules[:at] if one.is_on]
            found += [*_of_one(rule, ground), *_among(rule, earlier)]
    return found


def forwarded(
    ident: str, address: str, may_forward: Callable[[str], bool], *, keeps: bool = True
) -> Finding:
    """`keeps`: the message stays as well."""
    allowed = Kind.FORWARDS if keeps else Kind.SENT_AWAY
    return Finding(allowed if may_forward(address) else Kind.REFUSED, ident, value=address)


def _of_one(rule: Rule, ground: Ground) -> Iterator[Finding]:
    """What one rule does, whatever the others are."""
    verbs = {action.verb for action in rule.actions}
    filed = [action.value for action in rule.actions if action.verb in (Verb.FILE, Verb.COPY)]
    if Verb.DISCARD in verbs:
        yield Finding(Kind.DISCARDS, rule.ident)
    if Verb.REJECT in verbs:
        yield Finding(Kind.REJECTS, rule.ident)
    if ground.trash in filed:
        yield Finding(Kind.TO_TRASH, rule.ident)
    elif Verb.READ in verbs and Verb.FILE in verbs:
        yield Finding(Kind.UNSEEN, rule.ident)
    if not rule.criteria and verbs & {Verb.FILE, Verb.DISCARD, Verb.REJECT, Verb.REPLY}:
        yield Finding(Kind.EVERYTHING, rule.ident)
    for name in filed:
        if name not in ground.folders:
            yield Finding(Kind.NO_FOLDER, rule.ident, value=name)
    for action in rule.actions:
        if action.verb is Verb.FORWARD:
            yield forwarded(rule.ident, action.value, ground.may_forward)


def _among(rule: Rule, earlier: Iterable[Rule]) -> Iterator[Finding]:
    for before in earlier:
        if not _covers(before, rule):
            continue
        if before.ends:
            yield Finding(Kind.NEVER, rule.ident, other=before.name)
            return
        if _leads_away(before) and _leads_away(rule):
            yield Finding(Kind.TWICE, rule.ident, other=before.name)


def _covers(before: Rule, rule: Rule) -> bool:
    """Whether each message of one is surely also the other's."""
    if not before.criteria:
        return True
    if not rule.criteria:
        return False
    if before.needs_all:
        # Each thing the first asks for is implied by something that the second asks for too.
        return all(_implied(one, rule) for one in before.criteria)
    return all(any(_implies(mine, one) for one in before.criteria) for mine in rule.criteria) or (
        rule.needs_all
        and any(_implies(mine, one) for one in before.criteria for mine in rule.criteria)
    )


def _implied(one: Criterion, rule: Rule) -> bool:
    asked = [_implies(mine, one) for mine in rule.criteria]
    return any(asked) if rule.needs_all else all(asked)


def _implies(mine: Criterion, other: Criterion) -> bool:
    """Surely: the same, or a longer text that contains the shorter."""
    if mine == other:
        return True
    alike = (mine.field, mine.header, mine.negated) == (other.field, other.header, other.negated)
    if not alike or mine.negated or other.match is not Match.CONTAINS:
        return False
    textual = mine.match in (Match.CONTAINS, Match.IS, Match.BEGINS, Match.ENDS)
    return textual and mine.field is not Field.SPAM and other.value.lower() in mine.value.lower()


def _leads_away(rule: Rule) -> bool:
    return any(action.verb in (Verb.FILE, Verb.DISCARD) for action in rule.actions)
