"""Words in quotes: which must follow one another, and where they do."""

from datetime import date

import pytest

from preau.formats.search import parse
from preau.formats.search.phrases import phrases, spoken

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ('"conseil de classe"', [("conseil de classe", True)]),
        ('note -objet:"Conseil d’École"', [("conseil d ecole", False)]),
        ('("a b" -"c d")', [("a b", True), ("c d", False)]),
        ('"conseil" conseil de classe de:"claire lefèvre"', []),
        ('"a b" OU note', []),
        ('-("conseil de classe")', [("conseil de classe", False)]),
        ('-("a b" OU note OU "c d")', [("a b", False), ("c d", False)]),
        ('-("a b" note)', []),
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
        ("con\u00adseil de\u00a0classe", True),
        ("Conseil : de (classe)", True),
        ("un reconseil de classe", False),
        ("le conseil, puis de la classe", False),
    ],
)
def test_where_words_follow_one_another(text: str, holds: bool) -> None:  # noqa: FBT001
    (phrase,) = phrases(parse('"conseil de classe"', today=TODAY))
    assert phrase.is_in(["autre", text]) == holds


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('"conseil de l’école"', "Au conseil de l'École"),
        ('"conseil de l\'école"', "au conseil de l\u02bcécole"),
        ('"salle d"', "en salle d’examen"),
        ('"écrire à paul@ac.example avant"', "Écrire à <paul@ac.example>, avant lundi"),
        ('"œuvre du 3B"', "l’Œuvre du 3b"),
    ],
)
def test_what_stands_between_words_does_not_part_them(typed: str, text: str) -> None:
    (phrase,) = phrases(parse(typed, today=TODAY))
    assert phrase.is_in([text]) is True


def test_thousands_of_accents_on_a_letter_are_read_at_once() -> None:
    """Unicode's own ordering of them takes a minute."""
    assert spoken("e" + "\u0301\u0316" * 200_000) == "e"
