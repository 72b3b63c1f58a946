"""What an action tells: how many, and the note that takes it back."""

from dataclasses import dataclass, field

from preau.mail import undo
from preau.mail.access import Desk


@dataclass(frozen=True)
class Done:
    count: int
    steps: list[undo.Step] = field(default_factory=list)

    def token(self, desk: Desk) -> str:
        return undo.seal(desk.login, self.steps)
