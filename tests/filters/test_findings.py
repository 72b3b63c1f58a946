"""What is said of rules that hide mail, never apply, or file into nothing."""

import pytest

from preau.filters.findings import Finding, Ground, Kind, findings
from preau.formats.sieve.rule import Action, Criterion, Field, Match, Rule, Verb

GROUND = Ground(frozenset({"INBOX", "A", "B", "Trash"}), lambda address: address.endswith("@b.fr"))


def subject(words: str, match: Match = Match.CONTAINS, *, negated: bool = False) -> Criterion:
    return Criterion(Field.SUBJECT, match, words, negated=negated)


def rule(name: str, *parts: Criterion | Action, needs_all: bool = True, is_on: bool = True) -> Rule:
    criteria = tuple(one for one in parts if isinstance(one, Criterion))
    actions = tuple(one for one in parts if isinstance(one, Action))
    return Rule(name, name, criteria, actions, needs_all, is_on)


FILE_A, FILE_B, STOP = Action(Verb.FILE, "A"), Action(Verb.FILE, "B"), Action(Verb.STOP)
READ = Action(Verb.READ)

ONE = [
    (rule("r", subject("x"), FILE_A), []),
    (rule("r", subject("x"), Action(Verb.DISCARD)), [Kind.DISCARDS]),
    (rule("r", subject("x"), Action(Verb.REJECT, "non")), [Kind.REJECTS]),
    (rule("r", subject("x"), Action(Verb.FILE, "Trash")), [Kind.TO_TRASH]),
    (rule("r", subject("x"), FILE_A, READ), [Kind.UNSEEN]),
    (rule("r", subject("x"), READ), []),
    (rule("r", FILE_A), [Kind.EVERYTHING]),
    (rule("r", READ), []),
    (rule("r", subject("x"), Action(Verb.FILE, "C")), [Kind.NO_FOLDER]),
    (rule("r", subject("x"), Action(Verb.FORWARD, "a@b.fr")), [Kind.FORWARDS]),
    (rule("r", subject("x"), Action(Verb.FORWARD, "a@c.fr")), [Kind.REFUSED]),
    (rule("r", subject("x"), Action(Verb.DISCARD), is_on=False), []),
]


@pytest.mark.parametrize(("one", "kinds"), ONE)
def test_one_rule_alone(one: Rule, kinds: list[Kind]) -> None:
    assert [found.kind for found in findings([one], GROUND)] == kinds


REUNION = subject("réunion")
LONGER = subject("réunion de rentrée")
OTHER = subject("conseil")

TWO = [
    (rule("a", REUNION, FILE_A, STOP), rule("b", REUNION, FILE_B), Kind.NEVER),
    (rule("a", REUNION, FILE_A, STOP), rule("b", LONGER, FILE_B), Kind.NEVER),
    (rule("a", REUNION, FILE_A, STOP), rule("b", REUNION, OTHER, FILE_B), Kind.NEVER),
    (rule("a", FILE_A, STOP, is_on=True), rule("b", OTHER, FILE_B), Kind.NEVER),
    (rule("a", REUNION, OTHER, FILE_A, STOP, needs_all=False), rule("b", OTHER, FILE_B), Kind.NEVER),
    (rule("a", REUNION, FILE_A, STOP), rule("b", REUNION, LONGER, FILE_B, needs_all=False), Kind.NEVER),
    (rule("a", REUNION, FILE_A), rule("b", REUNION, FILE_B), Kind.TWICE),
    (rule("a", REUNION, FILE_A, STOP), rule("b", OTHER, FILE_B), None),
    (rule("a", LONGER, FILE_A, STOP), rule("b", REUNION, FILE_B), None),
    (rule("a", REUNION, OTHER, FILE_A, STOP), rule("b", REUNION, FILE_B), None),
    (rule("a", REUNION, FILE_A, STOP), rule("b", REUNION, OTHER, FILE_B, needs_all=False), None),
    (rule("a", REUNION, FILE_A, STOP, is_on=False), rule("b", REUNION, FILE_B), None),
    (rule("a", REUNION, FILE_A, STOP), rule("b", FILE_B), None),
    (rule("a", REUNION, READ), rule("b", REUNION, FILE_B), None),
    (rule("a", subject("x", negated=True), FILE_A, STOP), rule("b", subject("xy", negated=True), FILE_B), None),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "kind"), TWO)
def test_a_rule_after_another(first: Rule, second: Rule, kind: Kind | None) -> None:
    about = [f for f in findings([first, second], GROUND) if f.kind in (Kind.NEVER, Kind.TWICE)]
    assert about == ([] if kind is None else [Finding(kind, "b", other="a")])
