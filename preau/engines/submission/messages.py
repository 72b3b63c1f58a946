"""Octets of a message, from who sends them to who takes them, and not one more."""

from collections.abc import Awaitable, Callable

from preau.engines.submission.line import PIECE, Line
from preau.formats.dots import End

# RFC 5321 4.5.3.2.5 gives a sender three minutes for a piece.
PATIENCE = 300.0
Take = Callable[[bytes], Awaitable[None]]


async def passed_to_the_dot(line: Line, take: Take) -> None:
    """As they come, the dot included. Raises Cut, and what `take` raises."""
    end = End()
    while not end.is_over:
        piece = await line.some(PIECE, PATIENCE)
        count = end.take(piece)
        line.give_back(piece[count:])
        await take(piece[:count])


async def passed_by_count(line: Line, take: Take, count: int) -> None:
    """Raises as above."""
    while count:
        piece = await line.some(min(count, PIECE), PATIENCE)
        count -= len(piece)
        await take(piece)
