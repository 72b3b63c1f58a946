"""What is printed on a slip, apart from how: drawing loads much that few pages need."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SlipFace:
    """What stands on one slip, every sentence in the reader's language. No NUMEN, no password.

    `link` goes into the QR code; `place` is a school, or empty.
    """

    academy: str
    accent: str
    title: str
    name: str
    place: str
    steps: tuple[str, ...]
    code: str
    link: str
    until: str
    lost: str
