"""What the entrance shows."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.academies.registry import Academy
from preau.federation.queries import offered


@dataclass(frozen=True)
class Entrance:
    """An académie as its entrance tells it; what is not published is empty."""

    name: str
    slug: str
    domain: str
    help_phone: str = ""
    help_hours: str = ""
    help_url: str = ""
    recover_url: str = ""
    elsewhere: tuple[tuple[str, str], ...] = ()
    """Other places to sign in: their name, and the address that leads there."""


@dataclass(frozen=True)
class SignInPage:
    academy: Entrance
    address: str
    next: str = ""
    identifier: str = ""
    error: str = ""
    logo_url: str | None = None
    notice: str = ""
    is_shared: bool = False
    shared_network: str = ""
    """The name of a network whose computers are many people's, when one asks from there."""
    is_known: bool = False
    """Somebody came in by this browser before, and it was theirs alone."""

    @classmethod
    def of(
        cls,
        academy: Academy,
        *,
        back: str,
        name: str = "",
        error: str = "",
        ended: str = "",
        shared_network: str = "",
        is_shared: bool = False,
        is_known: bool = False,
    ) -> "SignInPage":
        help_ = academy.help
        entrance = Entrance(
            academy.name, academy.slug, academy.domain, help_.phone or "", help_.hours or "",
            reverse("help:page", kwargs={"slug": "se-connecter"}),
            reverse("recovery:choose"), elsewhere(academy, back),
        )  # fmt: skip
        return cls(
            entrance,
            academy.entrance.host,
            back,
            name,
            error,
            reverse("logo") if academy.look.logo else None,
            notice=notice(ended),
            is_shared=is_shared or bool(shared_network),
            shared_network=shared_network,
            is_known=is_known,
        )


def notice(ended: str) -> str:
    """Why one is asked to sign in again."""
    return {
        "idle": _("Your session was closed: nobody had used it for a while. Nothing is lost."),
        "ended": _("Your session has ended. Sign in again to go on."),
        "again": _("What you are opening asks you to sign in once more, to be sure it is you."),
    }.get(ended, "")


def elsewhere(academy: Academy, back: str) -> tuple[tuple[str, str], ...]:
    wanted = f"?{urlencode({'next': back})}" if back else ""
    return tuple(
        (one.name, reverse("federation:leave", kwargs={"key": one.key}) + wanted)
        for one in offered(academy.slug)
    )
