"""The passwords that everybody chooses, and so everybody tries first."""

from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator

from preau.formats.stems import fold
from preau.identity.passwords.french import EVERYWHERE
from preau.identity.passwords.spellings import letters

SHORTEST_HALF = 3
FEWEST_SIGNS = 5


def is_common(password: str) -> bool:
    """Also behind capitals, accents, a year and a sign: `Azerty-2026!`, `P0itiers86`."""
    if len(set(password)) < FEWEST_SIGNS or fold(password) in _words():
        return True
    return any(_is_made_of_commons(one) for one in letters(password))


def _is_made_of_commons(one: str) -> bool:
    """One word, the same again, or two of them; nothing but figures is as bad."""
    if not one or one in _words():
        return True
    cuts = range(SHORTEST_HALF, len(one) - SHORTEST_HALF + 1)
    return any(one[:cut] in _words() and one[cut:] in _words() for cut in cuts)


@cache
def _words() -> frozenset[str]:
    return EVERYWHERE | frozenset(CommonPasswordValidator().passwords)
