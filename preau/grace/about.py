"""What is said of a waiting message: read once from its head, kept sealed."""

import json
from dataclasses import asdict, dataclass
from email.utils import parseaddr

from preau.formats.mime.headers import HEADER_ROOM, parse_headers
from preau.identity.sealing import seal, unseal

_PURPOSE = "waiting-mail"
_LONGEST = 500


@dataclass(frozen=True)
class About:
    """`name` and `address` are those of From, `message_id` without its brackets."""

    name: str
    address: str
    subject: str
    message_id: str


def read(octets: bytes) -> tuple[About, bool]:
    """What its head says, and whether our filter called it spam."""
    headers = parse_headers(octets[:HEADER_ROOM])
    name, address = parseaddr(headers.text("From") or "")
    said = About(
        name=name[:_LONGEST],
        address=address[:_LONGEST],
        subject=(headers.text("Subject") or "")[:_LONGEST],
        message_id=(headers.text("Message-ID") or "").strip().strip("<>")[:_LONGEST],
    )
    return said, (headers.text("X-Spam") or "").strip().lower() == "yes"


def sealed(said: About) -> str:
    return seal(json.dumps(asdict(said)).encode(), _PURPOSE)


def unsealed(text: str) -> About:
    return About(**json.loads(unseal(text, _PURPOSE)))
