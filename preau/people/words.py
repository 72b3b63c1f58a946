"""What can be typed to find someone, and what was typed."""

from dataclasses import dataclass

from preau.formats import names

MOST_WORDS = 6
_LONGEST = 100
_MOST_TYPED = 300


def kept(words: tuple[str, ...]) -> str:
    """Words as they are stored: one space before each, none twice."""
    return "".join(f" {word[:_LONGEST]}" for word in dict.fromkeys(words) if word)


def of_name(name: str) -> tuple[str, ...]:
    """D’Alès is found by `ales`, `d'ales` and `dales`."""
    return names.words(name) + names.words(names.fold(name).replace("'", ""))


def of_own_address(address: str) -> tuple[str, ...]:
    """What stands before the @: the domain of our own addresses is everyone's."""
    return names.words(address.partition("@")[0])


@dataclass(frozen=True)
class Typed:
    """Beginnings of words to find, and of the address's domain once an @ is typed."""

    beginnings: tuple[str, ...]
    domain: str | None
    text: str

    @property
    def conditions(self) -> tuple[str, ...]:
        """What `all_words` must contain."""
        return tuple(f" {beginning}" for beginning in self.beginnings)


def typed(text: str) -> Typed:
    """`Jean Dup`, `jean.dup`, `jean.dupont@ac-`: the same person."""
    shown = "".join(filter(str.isprintable, text[:_MOST_TYPED]))
    before, at, domain = shown.partition("@")
    beginnings = names.words(before)[:MOST_WORDS]
    return Typed(
        beginnings=tuple(beginning[:_LONGEST] for beginning in dict.fromkeys(beginnings)),
        domain=domain.strip(" >").lower() if at else None,
        text=shown.strip(),
    )
