"""Handing a message to the push service of a browser: known ones alone, never redirected.

An endpoint comes from a browser, and whoever knows it can write there: it is checked each time it
is used, and no log says it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from preau.engines.errors import EngineError
from preau.engines.posting import post
from preau.engines.push import vapid
from preau.formats.push import seal

LONGEST_ENDPOINT = 1000


class Gone(EngineError):
    """This browser is no longer told: whoever used it withdrew it, or it was forgotten."""


class NotTaken(EngineError):
    """The service refuses this message; again, it would refuse it again."""


@dataclass(frozen=True)
class Receiver:
    """One browser: where its messages are handed in, and its keys, in octets."""

    endpoint: str
    key: bytes
    secret: bytes


@dataclass(frozen=True)
class PushServices:
    """`known`: see known.check_known. The key says who writes; without services nobody is told."""

    known: Sequence[str]
    key_file: Path

    @property
    def public_key(self) -> str:
        """What a browser is given, so that nobody else can write to it (RFC 8292 §4)."""
        return vapid.public_text(vapid.key(self.key_file))

    def allows(self, endpoint: str) -> bool:
        if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii():
            return False
        try:
            url = parse_url(endpoint)
        except LocationParseError:
            return False
        return not url.auth and any(_matches(one, url) for one in self.known)

    def hand_in(self, to: Receiver, payload: bytes, *, contact: str, lasts: int) -> None:
        """`lasts`: seconds that a browser which is off may come back in. Raises Gone, NotTaken,
        EngineAway."""
        if not self.allows(to.endpoint):
            raise NotTaken("This is no push service that we know.")
        headers = {
            "Authorization": vapid.authorization(vapid.key(self.key_file), to.endpoint, contact),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(lasts),
            "Urgency": "high",
        }
        _read(post("push", to.endpoint, seal(payload, to.key, to.secret), headers))


def _matches(known: str, url: Url) -> bool:
    host = (url.host or "").lower()
    if "://" in known:
        return f"{url.scheme}://{host}:{url.port}" == known
    is_usual = url.scheme == "https" and url.port in (None, 443)
    if known.startswith("*."):
        return is_usual and host.endswith(known[1:])
    return is_usual and host == known


def _read(status: int) -> None:
    """RFC 8030 §5 and §7.3."""
    if status in (404, 410):
        raise Gone("This browser is told no more.")
    if not 200 <= status < 300:
        raise NotTaken(f"The push service answers {status}.")
