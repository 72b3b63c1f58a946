"""What a provider says of somebody, once it is known to be true."""

from dataclasses import dataclass, field


class NotVouched(Exception):
    """The provider did not say who this is: refused, expired, replayed, or for somebody else.

    str() is for the operator's log: what was wrong, never who or what was typed.
    """


@dataclass(frozen=True)
class Claims:
    """`subject` never changes for one person at one provider, and is empty where it gives none that
    lasts; `values` are what it says of them."""

    subject: str
    values: dict[str, str] = field(default_factory=dict)


def flat(values: dict[str, object]) -> dict[str, str]:
    """Only what is plain text, and the first of several."""
    plain: dict[str, str] = {}
    for name, value in values.items():
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, str | int):
            plain[name] = str(first)
    return plain
