import pytest

from preau.formats.search.highlights import pieces


@pytest.mark.parametrize(
    ("text", "beginnings", "lit"),
    [
        (
            "Les Élèves absents",
            ("eleve",),
            [("Les ", False), ("Élèves", True), (" absents", False)],
        ),
        ("l’école", ("ecole",), [("l’", False), ("école", True)]),
        ("chevaux", ("cheval", "chevaux"), [("chevaux", True)]),
        ("relever", ("lever",), [("relever", False)]),
        ("<b>", ("b",), [("<", False), ("b", True), (">", False)]),
        ("", ("a",), []),
    ],
)
def test_whole_words_that_begin_so_are_told_apart(
    text: str, beginnings: tuple[str, ...], lit: list[tuple[str, bool]]
) -> None:
    assert pieces(text, beginnings) == lit
