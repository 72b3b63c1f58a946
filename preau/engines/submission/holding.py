"""A message that a program hands over to leave later, while it is being told."""

from dataclasses import dataclass, field
from datetime import datetime
from tempfile import SpooledTemporaryFile

from preau.formats import dots
from preau.formats.envelopes import Named

IN_MEMORY = 256 * 1024


@dataclass
class Held:
    """`login` as it was typed to sign in. What comes lies on the disk until it is whole, so that
    slow programs cost no memory."""

    login: str
    network: str
    due: datetime
    sender: Named
    recipients: list[Named] = field(default_factory=list)
    is_too_large: bool = False

    def __post_init__(self) -> None:
        self._came = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- see `end`
        self._size = 0

    def gain(self, piece: bytes, most: int) -> None:
        """Beyond `most` octets the rest is only let by."""
        self._size += len(piece)
        if self._size > most:
            self.is_too_large = True
            self._came.truncate(0)
        else:
            self._came.write(piece)

    def end(self, *, stuffed: bool) -> bytes:
        """The message, once it is whole; its lines as they were sent."""
        with self._came as came:
            came.seek(0)
            octets = came.read()
        return dots.unstuffed(octets) if stuffed else octets

    def drop(self) -> None:
        self._came.close()
