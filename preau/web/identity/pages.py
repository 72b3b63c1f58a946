"""What the entrance shows."""

from dataclasses import dataclass

from preau.academies.registry import Academy


@dataclass(frozen=True)
class SignInPage:
    academy: Academy
    official_address: str
    back: str = ""
    name: str = ""
    error: str = ""

    @classmethod
    def of(cls, academy: Academy, *, back: str, name: str = "", error: str = "") -> "SignInPage":
        return cls(academy, academy.entrance.host, back, name, error)
