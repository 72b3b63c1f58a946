"""Where a link is followed: under the académie's own host, and nothing of the file in it."""

from django.conf import settings

from preau.academies.registry import academies
from preau.files.models import Link


def path(link: Link) -> str:
    return f"/files/l/{link.token}"


def public(link: Link) -> str:
    """For a letter; in the demo, as it answers on this machine."""
    academy = academies().of(link.academy)
    if settings.DEMO:
        return f"http://{academy.demo_host}:{settings.PORTS.web}{path(link)}"
    return f"https://{academy.entrance.host}{path(link)}"
