"""Return receipts: “this was displayed”, asked for and answered (RFC 8098).

Pure. Who may answer which request is judged by the room, not here.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from preau.formats.mime.addresses import Address
from preau.formats.mime.compose import text_part
from preau.formats.mime.fields import address_field, id_field, parameter_field, text_field
from preau.formats.mime.headers import parse_headers

ASK = "Disposition-Notification-To"
_FINAL = re.compile(r"\s*rfc822\s*;\s*<?([^\s<>;]+@[^\s<>;]+?)>?\s*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Receipt:
    """What one reader tells one writer. `date` is aware; `by_hand`: the reader pressed a button.

    `words` are for the writer's eyes; `host` names the program that tells.
    """

    reader: Address
    writer: Address
    original_id: str
    message_id: str
    date: datetime
    subject: str
    words: str
    host: str
    by_hand: bool = True


@dataclass(frozen=True)
class Told:
    """A receipt that came: which message, who, and how it went (`displayed`, `deleted`…)."""

    original_id: str
    reader: str
    disposition: str


def build_receipt(receipt: Receipt) -> bytes:
    """With CRLF. It asks for no receipt itself, and says that a machine wrote it (RFC 3834)."""
    parts = [text_part(receipt.words), _notification(receipt)]
    boundary = "=_" + hashlib.blake2b(b"".join(parts), digest_size=15).hexdigest()
    kind = {"report-type": "disposition-notification", "boundary": boundary}
    line = b"--" + boundary.encode()
    return b"".join(
        [
            text_field("Date", format_datetime(receipt.date)),
            address_field("From", [receipt.reader]),
            address_field("To", [receipt.writer]),
            text_field("Subject", receipt.subject),
            id_field("Message-ID", [receipt.message_id]),
            id_field("In-Reply-To", [receipt.original_id]),
            id_field("References", [receipt.original_id]),
            text_field("Auto-Submitted", "auto-replied"),
            b"MIME-Version: 1.0\r\n",
            parameter_field("Content-Type", "multipart/report", kind),
            b"\r\n",
            *(line + b"\r\n" + part + b"\r\n" for part in parts),
            line + b"--\r\n",
        ]
    )


def _notification(receipt: Receipt) -> bytes:
    mode = (
        "manual-action/MDN-sent-manually"
        if receipt.by_hand
        else "automatic-action/MDN-sent-automatically"
    )
    return b"".join(
        [
            parameter_field("Content-Type", "message/disposition-notification", {}),
            b"\r\n",
            text_field("Reporting-UA", f"{receipt.host}; Preau"),
            text_field("Final-Recipient", f"rfc822; {receipt.reader.address}"),
            id_field("Original-Message-ID", [receipt.original_id]),
            text_field("Disposition", f"{mode}; displayed"),
        ]
    )


def read_receipt(octets: bytes) -> Told | None:
    """The fields of a part `message/disposition-notification`; None where they say nothing."""
    headers = parse_headers(octets)
    original = headers.get("Original-Message-ID").strip()
    final = _FINAL.match(headers.get("Final-Recipient"))
    disposition = headers.get("Disposition").rpartition(";")[2].partition("/")[0].strip().lower()
    if not original or final is None or not disposition:
        return None
    return Told(original, final[1].lower(), disposition)
