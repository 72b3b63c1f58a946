"""What a mail program says of a message in MAIL and RCPT (RFC 5321 4.1.1), and how long it asks
for it to be held (FUTURERELEASE, RFC 4865)."""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# A quoted local part may hold anything, also what looks like the end of the path.
_PATH = re.compile(rb'(?i)(?:FROM|TO):\s*<((?:"(?:\\.|[^"\\])*"|[^"<>])*)>(|\s.*)')
_MOMENT = re.compile(r"(?i)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_SECONDS = re.compile(r"[1-9]\d{0,8}")
HOLDS = ("HOLDFOR", "HOLDUNTIL")


@dataclass(frozen=True)
class Named:
    """An address and the parameters that came with it, as they were written."""

    address: str
    parameters: tuple[str, ...] = ()

    @property
    def holds(self) -> tuple[str, ...]:
        return tuple(one for one in self.parameters if _keyword(one) in HOLDS)

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(one for one in self.parameters if _keyword(one) not in HOLDS)


class WrongHold(ValueError):
    """It cannot be held as asked; str() says why, in ASCII."""


def named(words: bytes) -> Named | None:
    """`FROM:<a@b.example> BODY=8BITMIME`; None for what has another form, or leaves ASCII."""
    found = _PATH.fullmatch(words.strip())
    if found is None or not words.isascii():
        return None
    return Named(found[1].decode(), tuple(found[2].decode().split()))


def held_until(holds: tuple[str, ...], now: datetime, most: timedelta) -> datetime:
    """In UTC. Raises WrongHold for nonsense, for what has passed and for what is too far."""
    if len(holds) != 1:
        raise WrongHold("Only one of HOLDFOR and HOLDUNTIL")
    keyword, _, value = holds[0].partition("=")
    moment = _after(value, now) if keyword.upper() == "HOLDFOR" else _at(value)
    if moment <= now:
        raise WrongHold("This time has passed")
    if moment > now + most:
        raise WrongHold(f"Not for longer than {most.days} days")
    return moment


def offered(now: datetime, most: timedelta) -> bytes:
    """The line of the answer to EHLO."""
    return f"FUTURERELEASE {int(most.total_seconds())} {now + most:%Y-%m-%dT%H:%M:%SZ}".encode()


def name_signed_in(mechanism: bytes, said: list[bytes]) -> str:
    """Whose password was given by PLAIN (RFC 4616) or LOGIN, as it was typed; "" when that is
    another's than whom they act for, or not to be known."""
    try:
        first = base64.b64decode(said[0], validate=True).decode() if said else ""
    except (binascii.Error, UnicodeDecodeError):
        return ""
    if mechanism == b"LOGIN":
        return first
    acts_for, _, rest = first.partition("\0")
    name = rest.partition("\0")[0]
    return name if mechanism == b"PLAIN" and acts_for in ("", name) else ""


def _keyword(parameter: str) -> str:
    return parameter.partition("=")[0].upper()


def _after(value: str, now: datetime) -> datetime:
    if not _SECONDS.fullmatch(value):
        raise WrongHold("HOLDFOR wants a number of seconds")
    return now + timedelta(seconds=int(value))


def _at(value: str) -> datetime:
    """RFC 3339 5.6; erratum 2040 of RFC 4865 says that any offset will do."""
    try:
        if _MOMENT.fullmatch(value):
            return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise WrongHold("HOLDUNTIL wants a date and a time, such as 2027-01-04T07:00:00Z")
