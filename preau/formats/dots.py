"""The end of a message after DATA: a dot alone between two CRLF (RFC 5321 4.1.1.4).

What stops at less (a bare LF, a bare CR) lets one message smuggle another.
"""

import re

_END = b"\r\n.\r\n"
_STUFFED = re.compile(rb"(\A|\r\n)\.")
_BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)|\0")


class End:
    """Watches octets go by, in pieces of any size."""

    def __init__(self) -> None:
        self.is_over = False
        # The answer 354 follows a line of its own: a dot may come at once.
        self._tail = b"\r\n"

    def take(self, piece: bytes) -> int:
        """How many octets of the next piece belong to the message, its last dot included."""
        window = self._tail + piece
        at = window.find(_END)
        if at >= 0:
            self.is_over = True
            return at + len(_END) - len(self._tail)
        self._tail = window[-(len(_END) - 1) :]
        return len(piece)


def unstuffed(octets: bytes) -> bytes:
    """The message of what came, the lone dot left out."""
    return _STUFFED.sub(rb"\1", octets.removesuffix(b".\r\n"))


def has_bare_ends(octets: bytes) -> bool:
    """Whether a line ends otherwise than by CRLF, or a NUL stands in it."""
    return bool(_BARE.search(octets))
