"""The mail that came to the demonstration's world outside."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from preau.identity import outside
from preau.kit import moments
from preau.mail.doors import mailstore

MOST = 20
_LINK = re.compile(r"(https?://\S+)")


@dataclass(frozen=True)
class Letter:
    """One letter; `pieces` alternates plain text and addresses to follow."""

    to: str
    subject: str
    moment: str
    pieces: tuple[str, ...]


def letters() -> list[Letter]:
    """The newest first."""
    with mailstore().open(outside.LOGIN) as box:
        box.select("INBOX")
        newest = sorted(box.uids(), reverse=True)[:MOST]
        return [_letter(box.raw(uid)) for uid in newest]


def _letter(raw: bytes) -> Letter:
    message = message_from_bytes(raw, EmailMessage, policy=policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    return Letter(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        moment=moments.full_label(parsedate_to_datetime(str(message["Date"]))),
        pieces=tuple(_LINK.split(text.strip())),
    )
