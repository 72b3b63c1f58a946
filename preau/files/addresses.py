"""Where a link is followed: under the académie's own host, and nothing of the file in it."""

from django.conf import settings

from preau.academies.registry import academies
from preau.files.models import KeptFile, Link


def path(link: Link) -> str:
    return f"/files/l/{link.token}"


def public(link: Link) -> str:
    """For a letter."""
    return _whole(link.academy, path(link))


def own(file: KeptFile) -> str:
    """For its owner alone, signed in."""
    return _whole(file.owner.academy, f"/files/kept/{file.pk}")


def _whole(slug: str, path: str) -> str:
    """In the demo, as it answers on this machine."""
    academy = academies().of(slug)
    if settings.DEMO:
        return f"http://{academy.demo_host}:{settings.PORTS.web}{path}"
    return f"https://{academy.entrance.host}{path}"
