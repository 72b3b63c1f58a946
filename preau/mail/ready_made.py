"""What a mail program wrote to leave later, read back: its octets and its envelope."""

from preau.engines.postfix.submit import Envelope, Recipient
from preau.formats.mime.addresses import Address
from preau.formats.mime.headers import parse_headers
from preau.mail.models import Draft, ReadyMade


def of(draft: Draft) -> ReadyMade | None:
    return ReadyMade.objects.filter(draft=draft).first() if draft.pk else None


def octets(ready: ReadyMade) -> bytes:
    with ready.file.open("rb") as file:
        read: bytes = file.read()
    return read


def envelope(ready: ReadyMade) -> Envelope:
    to = tuple(Recipient(address, tuple(words)) for address, words in ready.recipients)
    return Envelope(ready.sender, to, tuple(ready.parameters))


def recipients(ready: ReadyMade) -> list[Address]:
    """Once each, however they are written in the message."""
    named = [address for address, _parameters in ready.recipients]
    return [Address("", one) for one in {one.lower(): one for one in named}.values()]


def with_hidden(ready: ReadyMade) -> bytes:
    """For its author's eyes: whom only the envelope names stands in Bcc before the rest."""
    letter = octets(ready)
    headers = parse_headers(letter)
    shown = {one.address.lower() for name in ("To", "Cc", "Bcc") for one in headers.addresses(name)}
    hidden = [one.address for one in recipients(ready) if one.address.lower() not in shown]
    if not hidden:
        return letter
    return b"Bcc: " + ",\r\n ".join(hidden).encode("ascii", "replace") + b"\r\n" + letter
