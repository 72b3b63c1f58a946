"""Which of the person's rules did it: by the mark of a filed message, else the one that could."""

from collections.abc import Sequence

from preau.engines.errors import EngineError
from preau.filters.queries import ran_on
from preau.filters.sheet import read_sheet
from preau.formats.mime.headers import parse_headers
from preau.formats.sieve.mark import Marked, marks
from preau.formats.sieve.rule import Action, Rule, Verb
from preau.identity.models import Mailbox
from preau.mail.access import Desk
from preau.traces.models import Deed
from preau.traces.standing import Standing
from preau.traces.stories import Story, Verdict

VERBS = {
    Verdict.DISCARDED: Verb.DISCARD,
    Verdict.REJECTED: Verb.REJECT,
    Verdict.FORWARDED: Verb.FORWARD,
}


class Rules:
    """A mailbox's rules, read once and only when a story wants them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: Sequence[Rule] | None = None

    def culprit(self, story: Story) -> Marked | None:
        """None where no rule did it, or more than one could have."""
        if story.verdict == Verdict.FILED and story.standing is not None:
            return self._marked(story.standing)
        if _was_run(story) and story.standing is not None:
            return self._run_on(story.standing)
        if story.verdict not in VERBS:
            return None
        could = [rule for rule in self._rules if _could(rule, story)]
        return Marked(could[0].ident, could[0].name) if len(could) == 1 else None

    def _marked(self, one: Standing) -> Marked | None:
        """The last rule that handled it wrote its name into the message."""
        self._desk.box.keep_open(one.folder.name)
        wholes = self._desk.box.wholes([one.uid])
        found = marks(parse_headers(wholes[0].header)) if wholes else []
        return found[-1] if found else None

    def _run_on(self, one: Standing) -> Marked | None:
        """A rule put it there later on, run on mail that was there."""
        self._desk.box.keep_open(one.folder.name)
        worn = self._desk.box.flags([one.uid]).get(one.uid, frozenset())
        found = ran_on(self._desk.mailbox, worn)
        return found[0] if len(found) == 1 else None

    @property
    def _rules(self) -> Sequence[Rule]:
        if self._known is None:
            self._known = _rules_of(self._desk.mailbox)
        return self._known


def _rules_of(mailbox: Mailbox) -> Sequence[Rule]:
    """None where nobody answers, or where another script runs in their place."""
    try:
        sheet = read_sheet(mailbox)
    except EngineError:
        return ()
    if not sheet.runs or len(sheet.script.rules) != len(sheet.script.items):
        return ()
    return sheet.script.rules


def _was_run(story: Story) -> bool:
    by_itself = story.decisive is not None and story.decisive.device == Deed.BY_ITSELF
    return by_itself and story.verdict in (Verdict.MOVED, Verdict.TRASHED)


def _could(rule: Rule, story: Story) -> bool:
    return rule.is_on and any(_fits(action, story) for action in rule.actions)


def _fits(action: Action, story: Story) -> bool:
    if action.verb != VERBS[story.verdict]:
        return False
    target = story.trace.target if story.trace else ""
    return action.verb != Verb.FORWARD or action.value.lower() == target.lower()
