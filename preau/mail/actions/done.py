"""What an action tells: how many, and the note that takes it back."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from preau.engines.errors import EngineError
from preau.mail import undo
from preau.mail.access import Desk
from preau.mail.selection import Selection

Part = tuple[int, undo.Step | None]
"""How many messages were done at once, and what takes that back, if anything does."""


@dataclass(frozen=True)
class Done:
    """`is_cut`: the mailbox stopped answering before all of it was done."""

    count: int
    steps: list[undo.Step] = field(default_factory=list)
    is_cut: bool = False

    def token(self, desk: Desk) -> str:
        return undo.seal(desk.login, self.steps)


def one_by_one(selections: Iterable[Selection], act: Callable[[Selection], Iterator[Part]]) -> Done:
    """As far as it goes: what was done is told, and taken back, though the rest failed.

    Raises the engine's error when nothing was done.
    """
    count, steps = 0, list[undo.Step]()
    try:
        for selection in selections:
            for number, step in act(selection):
                count += number
                steps += [step] if step else []
    except EngineError:
        if not count:
            raise
        return Done(count, steps, is_cut=True)
    return Done(count, steps)
