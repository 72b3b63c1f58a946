"""What the entrance shows."""

from dataclasses import dataclass

from django.urls import reverse

from preau.academies.registry import Academy


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


@dataclass(frozen=True)
class SignInPage:
    academy: Entrance
    address: str
    next: str = ""
    identifier: str = ""
    error: str = ""
    logo_url: str | None = None

    @classmethod
    def of(cls, academy: Academy, *, back: str, name: str = "", error: str = "") -> "SignInPage":
        help_ = academy.help
        entrance = Entrance(
            academy.name, academy.slug, academy.domain, help_.phone or "", help_.hours or "",
            reverse("help:page", kwargs={"slug": "se-connecter"}),
            reverse("recovery:choose"),
        )  # fmt: skip
        return cls(entrance, academy.entrance.host, back, name, error)
