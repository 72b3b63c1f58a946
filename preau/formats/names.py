"""French names folded to ASCII: for identifiers, addresses, and search without accents.

Pure. The alphabet of everything returned here is `a-z0-9`, plus the separator asked for.
"""

import re
import unicodedata

# Letters that Unicode does not take apart into a base and an accent.
_WHOLE = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ŋ": "n",
        "ħ": "h",
    }
)
_APOSTROPHES = "'’‘ʼ`´′"
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


def fold(text: str) -> str:
    """Lower case, without accents: `Éloïse d’Œuvre` gives `eloise d'oeuvre`.

    Apostrophes of all shapes become `'`; letters of other scripts are left out.
    """
    plain = _APOSTROPHE.sub("'", text).casefold().translate(_WHOLE)
    parts = unicodedata.normalize("NFKD", plain)
    return parts.encode("ascii", "ignore").decode("ascii")


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order: `Lycée d’Aubigné, 2de` gives lycee, d, aubigne, 2de."""
    return tuple(word for word in _NOT_ALPHANUMERIC.split(fold(text)) if word)


def letters(name: str) -> str:
    """A name as one word, for an identifier: `de La Tour-d’Auvergne` gives `delatourdauvergne`."""
    return "".join(words(name))


def hyphened(name: str, *, apostrophe: str = "") -> str:
    """A name as one half of an address: compound names and particles keep hyphens.

    `Marie-Ève` gives `marie-eve`, `Le Goff` gives `le-goff`; `D’Alès` gives `dales`, or `d-ales`
    where the académie's rule puts a hyphen for the apostrophe.
    """
    return "-".join(words(fold(name).replace("'", apostrophe)))


def after_all_starting_with(prefix: str) -> str | None:
    """The first folded word past all those that start with `prefix`: `dup` gives `duq`.

    None when nothing comes after (`z`). It stays within a-z0-9, whose order every collation
    of a French or English database shares; a sentinel such as `{` or U+10FFFF does not.
    """
    kept = prefix.rstrip(_ALPHABET[-1])
    if not kept:
        return None
    return kept[:-1] + _ALPHABET[_ALPHABET.index(kept[-1]) + 1]
