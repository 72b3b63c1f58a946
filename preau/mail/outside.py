"""An image from the outside, fetched for somebody who agreed to see it.

The address comes from a stranger's message: only public addresses are connected to, the one that
was checked is the one used (no second look-up), redirects are followed by hand under the same rule,
and size, time and kind are bounded.
"""

import ipaddress
import socket
import time
from urllib.parse import urljoin, urlsplit

import urllib3

from preau.kit.errors import NotFound

LARGEST = 10 * 1024 * 1024
MOST_REDIRECTS = 3
TIMEOUT = urllib3.Timeout(connect=4.0, read=8.0)
# A server that gives an octet every few seconds would hold a thread for days.
LONGEST = 20.0
CHUNK = 65536
# Where an IPv4 address hides in an IPv6 one (RFC 6052, 8215, 4291 2.5.5.1), or nothing public is.
NOT_PUBLIC = tuple(
    map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96", "fec0::/10"))
)
KINDS = frozenset(
    {
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "image/bmp",
        "image/x-icon",
        "image/avif",
    }
)
HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; Preau)", "Accept": "image/*"}


def fetch_image(address: str) -> tuple[str, bytes]:
    """(type, octets). Raises NotFound for anything that is not a public raster image."""
    for _ in range(MOST_REDIRECTS + 1):
        try:
            answer = _get(address)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise NotFound from error
        with answer:
            if answer.status in (301, 302, 303, 307, 308):
                address = urljoin(address, answer.headers.get("Location", ""))
                continue
            return _image(answer)
    raise NotFound


def _get(address: str) -> urllib3.BaseHTTPResponse:
    """Raises ValueError for an address that is not public, or not of the web."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise ValueError("not an address of the web")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if port not in (80, 443):
        raise ValueError("not a port of the web")
    host = public_address(parts.hostname, port)
    path = parts.path + (f"?{parts.query}" if parts.query else "") or "/"
    headers = HEADERS | {"Host": parts.hostname}
    pool = _pool(parts.scheme, parts.hostname, host, port)
    return pool.request(
        "GET", path, headers=headers, timeout=TIMEOUT, retries=False, redirect=False,
        preload_content=False,
    )  # fmt: skip


def _pool(scheme: str, name: str, host: str, port: int) -> urllib3.HTTPConnectionPool:
    if scheme == "http":
        return urllib3.HTTPConnectionPool(host, port)
    return urllib3.HTTPSConnectionPool(host, port, server_hostname=name, assert_hostname=name)


def public_address(name: str, port: int) -> str:
    """The address to connect to. Raises ValueError when any address of the name is not public."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not addresses or not all(_is_public(address) for address in addresses):
        raise ValueError("not a public address")
    return str(addresses[0])


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """IPv6 spellings of IPv4 addresses are judged by the IPv4 inside, or refused."""
    if isinstance(address, ipaddress.IPv6Address):
        if any(address in network for network in NOT_PUBLIC):
            return False
        inside = address.ipv4_mapped or address.sixtofour
        if inside is not None:
            return _is_public(inside)
    return address.is_global and not address.is_multicast


def _image(answer: urllib3.BaseHTTPResponse) -> tuple[str, bytes]:
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if answer.status != 200 or kind not in KINDS:
        raise NotFound
    return kind, _octets(answer)


def _octets(answer: urllib3.BaseHTTPResponse) -> bytes:
    """As they come, not unpacked: raster images gain nothing by it, and a bomb would."""
    until, octets = time.monotonic() + LONGEST, b""
    try:
        while chunk := answer.read1(CHUNK, decode_content=False):
            octets += chunk
            if len(octets) > LARGEST or time.monotonic() > until:
                raise NotFound
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise NotFound from error
    return octets
