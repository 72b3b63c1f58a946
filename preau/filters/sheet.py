"""A mailbox's rules as they stand in Pigeonhole now: nothing of them is kept elsewhere.

Ours are one script, `preau`. A script that another program wrote keeps its name and its text; where
it was the active one, ours runs it in its place among the rules (RFC 6609).
"""

from dataclasses import dataclass, replace
from hashlib import sha256

from preau.engines.dovecot.scripts import Shelf
from preau.engines.errors import Missing
from preau.filters.doors import scripts
from preau.formats.sieve.lexer import NotSieve
from preau.formats.sieve.reading import read
from preau.formats.sieve.rule import Foreign, Included, Rule, Script
from preau.identity.models import Mailbox
from preau.kit.errors import NotFound

OWN = "preau"


@dataclass(frozen=True)
class Sheet:
    """`text`: our script to the letter. `active`: the script that runs now, "" for none.

    `stamp` changes with all of it: who changes rules says which they saw.
    """

    script: Script
    text: str
    active: str
    others: tuple[str, ...]

    @property
    def stamp(self) -> str:
        return sha256(f"{self.active}\0{self.text}".encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def runs(self) -> bool:
        return self.active == OWN

    @property
    def sleeps(self) -> bool:
        """There are rules here, and another script, or none, runs in their place."""
        return bool(self.text) and not self.runs

    def rule(self, ident: str) -> Rule:
        for rule in self.script.rules:
            if rule.ident == ident:
                return rule
        raise NotFound


def read_sheet(mailbox: Mailbox) -> Sheet:
    """Raises EngineAway."""
    with scripts().open(mailbox.login) as shelf:
        return sheet_of(shelf)


def sheet_of(shelf: Shelf) -> Sheet:
    names = shelf.names()
    active = next((one.name for one in names if one.is_active), "")
    text = text_of(shelf, OWN)
    script = with_active(understood(text), active)
    return Sheet(script, text, active, tuple(sorted(one.name for one in names if one.name != OWN)))


def text_of(shelf: Shelf, name: str) -> str:
    """Or "" where there is no such script."""
    try:
        return shelf.text(name)
    except Missing:
        return ""


def understood(text: str) -> Script:
    """What Pigeonhole took and we cannot read stays whole, as one foreign part."""
    try:
        return read(text)
    except NotSieve:
        return Script((Foreign(text),))


def with_active(script: Script, active: str) -> Script:
    """The script that another program made active runs after our rules, once these are saved."""
    included = {item.name for item in script.items if isinstance(item, Included)}
    if active in ("", OWN) or active in included:
        return script
    return replace(script, items=(*script.items, Included(active)))
