"""What is in junk because of who wrote it, or in spite of that."""

from dataclasses import replace
from functools import cached_property

from preau.filters.senders import Senders, senders_of
from preau.formats.sieve.senders import PROOF
from preau.mail.access import Desk
from preau.traces.standing import Standing
from preau.traces.stories import Story, Verdict


class Opinions:
    """What a mailbox thinks of senders today, read once and only for junk: a message may have come
    before that."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def settled(self, story: Story) -> Story:
        """A story whose rule is known: what a rule filed, no opinion did."""
        one = story.standing
        if one is None or one.folder.role != "junk":
            return story
        address = one.address.lower()
        if story.verdict == Verdict.FILED and not story.rule and address in self._senders.blocked:
            return replace(story, verdict=Verdict.BLOCKED)
        if story.verdict == Verdict.JUNK and address in self._senders.trusted:
            return story if self._is_proven(one) else replace(story, verdict=Verdict.DOUBTFUL)
        return story

    @cached_property
    def _senders(self) -> Senders:
        return senders_of(self._desk.mailbox)

    def _is_proven(self, one: Standing) -> bool:
        self._desk.box.keep_open(one.folder.name)
        return bool(self._desk.box.having([one.uid], [PROOF]))
