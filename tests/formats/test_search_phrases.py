"""Words in quotes: which must follow one another, and where they do."""

from datetime import date

import pytest

from preau.formats.search import parse
from preau.formats.search.phrases import phrases

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ('"conseil de classe"', [("conseil de classe", True)]),
        ('note -objet:"Conseil d’École"', [("conseil ecole", False)]),
        ('("a b" -"c d")', [("a b", True), ("c d", False)]),
        ('"conseil" conseil de classe de:"claire lefèvre"', []),
        ('"a b" OU note', []),
    ],
)
def test_which_words_must_follow_one_another(typed: str, told: list[tuple[str, bool]]) -> None:
    found = phrases(parse(typed, today=TODAY))
    assert [(one.spoken, one.wanted) for one in found] == told


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Le conseil  de\r\nCLASSE aura lieu", True),
        ("« Conseil de classe »", True),
        ("conseil de classement", True),
        ("un reconseil de classe", False),
        ("le conseil, puis de la classe", False),
    ],
)
def test_where_words_follow_one_another(text: str, holds: bool) -> None:  # noqa: FBT001
    (phrase,) = phrases(parse('"conseil de classe"', today=TODAY))
    assert phrase.is_in(["autre", text]) == holds
