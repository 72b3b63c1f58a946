"""Which push services may be asked: what the settings read, so nothing heavy is loaded here."""

from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

# Chrome and Edge, Firefox, Safari, older Edge.
USUAL = (
    "fcm.googleapis.com",
    "*.push.services.mozilla.com",
    "*.push.apple.com",
    "*.notify.windows.com",
)


class WrongService(ValueError):
    """A push service is the name of a host, `*.` and a domain, or an origin of this machine."""


def check_known(names: Sequence[str]) -> list[str]:
    """Raises WrongService. Without TLS, and on a port of its own, only this machine is asked."""
    for name in names:
        if not (_is_own_origin(name) if "://" in name else _is_host(name.removeprefix("*."))):
            raise WrongService(name)
    return [name.lower() for name in names]


def _is_host(name: str) -> bool:
    parts = name.split(".")
    return len(parts) > 1 and all(part.replace("-", "").isalnum() for part in parts)


def _is_own_origin(name: str) -> bool:
    try:
        url = urlsplit(name)
        return (url.scheme, url.netloc) == ("http", f"{url.hostname}:{url.port}") and (
            not url.path and ip_address(url.hostname or "").is_loopback
        )
    except ValueError:
        return False
