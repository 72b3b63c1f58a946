"""A whole message, made ready for rules to look at."""

from datetime import datetime

from preau.formats.mime.message import open_message
from preau.formats.mime.part import Part
from preau.formats.sieve.evaluating import Seen, words_of_html


def examine(octets: bytes, arrived: datetime) -> Seen:
    opened = open_message(octets)
    parts = list(opened.structure.walk(into_messages=True))
    return Seen(
        headers=opened.headers,
        size=len(octets),
        arrived=arrived,
        has_attachment=any(is_attached(part) for part in parts),
        texts=[readable(part, opened.text(part)) for part in parts if part.maintype == "text"],
    )


def is_attached(part: Part) -> bool:
    """By what its sender declares, as the script asks (RFC 2183)."""
    return "attachment" in part.disposition.lower()


def readable(part: Part, text: str) -> str:
    return words_of_html(text) if part.subtype == "html" else text
