"""Every deed that the code writes down has a sentence, in both languages, for the account it concerns."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import translation

from preau.academies.registry import academies
from preau.journal.models import Entry
from preau.web.settings.deeds import KINDS, SAID
from preau.web.settings.sentences import sentence

ROOT = Path(__file__).parents[2]
VERB = re.compile(r"[a-z_]+(\.[a-z_]+)?")
# The ways into the journal, and which of their arguments is the verb.
RECORDERS = {
    "record": ("preau.journal.actions", 0),
    "note": ("preau.identity.actions.alerting", 1),
}


def recorded() -> set[str]:
    """The verbs given to the journal, wherever the code does it."""
    return {verb for source in (ROOT / "preau").rglob("*.py") for verb in Reading(source).verbs()}


class Reading:
    """One file, and what its calls of a recorder say."""

    def __init__(self, source: Path) -> None:
        self.tree = ast.parse(source.read_text())
        self.name = ".".join(source.relative_to(ROOT).with_suffix("").parts)

    def verbs(self) -> set[str]:
        given = ((node, place) for node in self.calls() for place in self.place_of(node))
        return {verb for node, place in given for verb in self.said_by(node.args[place], node)}

    def calls(self) -> list[ast.Call]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]

    def place_of(self, call: ast.Call) -> list[int]:
        """Of a call of the recorder itself, not of another function of that name."""
        module, place = RECORDERS.get(getattr(call.func, "id", ""), ("", 0))
        imports = [n.module for n in ast.walk(self.tree) if isinstance(n, ast.ImportFrom)]
        return [place] if module in imports and self.name != module else []

    def said_by(self, given: ast.expr, call: ast.Call) -> Iterator[str]:
        if isinstance(given, ast.Constant):
            yield str(given.value)
        elif isinstance(given, ast.IfExp):
            yield from self.said_by(given.body, call)
            yield from self.said_by(given.orelse, call)
        else:
            yield from self.known(given) or self.handed_in(given, call)

    def known(self, given: ast.expr) -> list[str]:
        try:
            return [eval(ast.unparse(given), vars(import_module(self.name)))]
        except NameError:
            return []

    def handed_in(self, given: ast.expr, call: ast.Call) -> list[str]:
        """What the function around the call puts into that word, or is itself called with."""
        (around,) = (
            node
            for node in ast.walk(self.tree)
            if isinstance(node, ast.FunctionDef) and call in ast.walk(node)
        )
        puts = [
            node.value
            for node in ast.walk(around)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == ast.unparse(given)
        ]
        defaults = [one for one in around.args.kw_defaults + around.args.defaults if one]
        callers = [one for one in self.calls() if getattr(one.func, "id", "") == around.name]
        handed = [a for one in callers for a in (*one.args, *(k.value for k in one.keywords))]
        return [verb for one in puts or (defaults + handed) for verb in self.words(one, call)]

    def words(self, given: ast.expr, call: ast.Call) -> list[str]:
        if not isinstance(given, ast.Constant | ast.IfExp | ast.Name):
            return []
        if isinstance(given, ast.Name):
            found: list[object] = list(self.known(given))
        else:
            found = list(self.said_by(given, call))
        return [one for one in found if isinstance(one, str) and VERB.fullmatch(one) and "." in one]


def test_every_verb_that_the_code_records_has_a_sentence() -> None:
    assert recorded() - set(SAID) == set()
    assert {"sign_in", "sign_in.refused", "session.ended", "send"} <= recorded()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("verb", sorted(SAID))
def test_a_sentence_can_be_said_whatever_was_written_down(verb: str, language: str) -> None:
    academy = academies().of("poitiers")
    entry = Entry(verb=verb, actor="c@ac-poitiers.fr", subject="me@ac-poitiers.fr", detail={})
    with translation.override(language):
        mine = sentence(entry, academy, me="c@ac-poitiers.fr", who="")
        theirs = sentence(entry, academy, me="me@ac-poitiers.fr", who="Claire", count=3)
    assert [("%(" in said, said[-1]) for said in (mine, theirs)] == [(False, ".")] * 2
    assert SAID[verb].kind in KINDS


def test_a_verb_of_another_version_is_said_as_it_stands() -> None:
    entry = SimpleNamespace(verb="100%.odd", actor="a", subject="", detail={})
    assert sentence(entry, academies().of("poitiers"), me="a", who="") == "100%.odd"  # type: ignore[arg-type]
