"""docs/operate/settings.md and the code name the same settings, with the same defaults."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "operate" / "settings.md"
ROW = re.compile(r"^\| `(PREAU_\w+)` \| (.+?) \|", re.MULTILINE)
MADE = re.compile(r"PREAU_[A-Z_]+")


def read_settings() -> Iterator[ast.Call]:
    """Every `environment.<kind>("PREAU_…", …)` of the settings."""
    for source in (ROOT / "preau" / "settings").glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.Call) and node.args and name(node.args[0]):
                yield node


def name(argument: ast.expr) -> str | None:
    value = getattr(argument, "value", None)
    return value if isinstance(value, str) and MADE.fullmatch(value) else None


def defaults() -> dict[str, str]:
    """Those written in the code as such: a number, a word, yes or no."""
    found = {}
    for call in read_settings():
        given = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
        if given and isinstance(given[0], ast.Constant) and not name(given[0]):
            value = given[0].value
            words = {True: "yes", False: "no"} if isinstance(value, bool) else {}
            found[name(call.args[0])] = f"`{words.get(value, value)}`"
    return found


def test_every_setting_is_documented_and_no_other() -> None:
    read = {name(argument) for call in read_settings() for argument in call.args}
    assert {setting for setting, _ in ROW.findall(PAGE.read_text())} == read - {None}


def test_documented_defaults_are_those_of_the_code() -> None:
    told = dict(ROW.findall(PAGE.read_text()))
    assert {setting: told[setting] for setting in defaults()} == defaults()
