"""What rules would have done to the last messages, without touching one (W-18)."""

from collections.abc import Sequence
from dataclasses import dataclass

from preau.filters.examining import InBox, in_box
from preau.formats.sieve.evaluating import Outcome, evaluate
from preau.formats.sieve.rule import Rule
from preau.mail.access import Desk

MOST = 500


@dataclass(frozen=True, eq=False)
class Hit:
    message: InBox
    outcome: Outcome


@dataclass(frozen=True)
class Trial:
    """`hits`: the messages to which the rule would have applied, the newest first."""

    looked_at: int
    hits: tuple[Hit, ...]


def try_rules(desk: Desk, rules: Sequence[Rule], ident: str, *, most: int = MOST) -> Trial:
    """The last messages of the inbox, under all the rules, as far as the one called `ident`."""
    desk.select("inbox")
    uids = desk.box.uids()[-most:][::-1]
    hits = []
    for message in in_box(desk.box, uids):
        outcome = evaluate(rules, message)
        if any(rule.ident == ident for rule in outcome.rules):
            hits.append(Hit(message, outcome))
    return Trial(len(uids), tuple(hits))
