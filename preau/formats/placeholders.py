"""Places in a text that are filled for each reader: `Bonjour {prénom}`.

A name counts whatever its case, accents and spaces. What is not a known name is text like any
other: braces are nobody's privilege.
"""

import re
from collections.abc import Mapping

from preau.formats import names
from preau.formats.html.words import replaced

_BRACES = re.compile(r"\{([^{}\n]{1,60})\}")

Values = Mapping[str, str]
"""By folded name; a value that is empty leaves its place as it is."""


def folded(name: str) -> str:
    """`Prénom de l’élève` gives `prenom-de-l-eleve`."""
    return "-".join(names.words(name))


def filled(text: str, values: Values) -> str:
    return _BRACES.sub(lambda found: values.get(folded(found[1]), "") or found[0], text)


def filled_html(html: str, values: Values) -> str:
    """The same in HTML: values are text, and stay so whatever they hold."""

    def places(text: str) -> list[tuple[int, int]]:
        found = _BRACES.finditer(text)
        return [one.span() for one in found if values.get(folded(one[1]))]

    return replaced(html, places, lambda words: values[folded(words)])


def in_braces(text: str) -> list[str]:
    """The names between braces as they are written, in order."""
    return _BRACES.findall(text)


def names_in(text: str) -> list[str]:
    """The same folded, once each."""
    return list(dict.fromkeys(map(folded, in_braces(text))))
