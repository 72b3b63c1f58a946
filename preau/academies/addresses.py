"""Where a page of ours is found, for a letter."""

from django.conf import settings

from preau.academies.academy import Academy


def whole(academy: Academy, path: str) -> str:
    """At the entrance of the académie; in the demo, as it answers on this machine."""
    if settings.DEMO:
        return f"http://{academy.demo_host}:{settings.PORTS.web}{path}"
    return f"https://{academy.entrance.host}{path}"
