import pytest

from preau.formats import names


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Dupont", "dupont"),
        ("Éloïse", "eloise"),
        ("François-Noël", "francois-noel"),
        ("d’Œuvre", "d'oeuvre"),
        ("D'Alès", "d'ales"),
        ("L´Hermite", "l'hermite"),
        ("Lætitia", "laetitia"),
        ("Groß", "gross"),
        ("Łukasz Nuñez Søren", "lukasz nunez soren"),
        ("ﬁlière", "filiere"),
        ("Nguyễn Thị Ánh", "nguyen thi anh"),
        ("e\u0301tude", "etude"),
        ("2de 3ème", "2de 3eme"),
        ("Ольга", ""),
        ("", ""),
    ],
)
def test_folding_keeps_what_ascii_can_say(typed: str, folded: str) -> None:
    assert names.fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Jean Dupont", ("jean", "dupont")),
        ("Lycée d’Aubigné, 2de", ("lycee", "d", "aubigne", "2de")),
        ("jean.dupont1@ac-poitiers.fr", ("jean", "dupont1", "ac", "poitiers", "fr")),
        ("Collège – Saint-Jean  (79)", ("college", "saint", "jean", "79")),
        (" - ", ()),
    ],
)
def test_words_are_split_at_everything_else(typed: str, words: tuple[str, ...]) -> None:
    assert names.words(typed) == words


@pytest.mark.parametrize(
    ("name", "identifier", "address"),
    [
        ("Dupont", "dupont", "dupont"),
        ("Le Goff", "legoff", "le-goff"),
        ("de La Tour-d’Auvergne", "delatourdauvergne", "de-la-tour-dauvergne"),
        ("N’Guyen", "nguyen", "nguyen"),
        ("Marie-Ève", "marieeve", "marie-eve"),
        ("  Saint – Exupéry ", "saintexupery", "saint-exupery"),
        ("-", "", ""),
    ],
)
def test_a_name_makes_one_word_or_hyphened_words(name: str, identifier: str, address: str) -> None:
    assert names.letters(name) == identifier
    assert names.hyphened(name) == address


def test_an_apostrophe_may_become_a_hyphen() -> None:
    assert names.hyphened("D’Alès", apostrophe="-") == "d-ales"


@pytest.mark.parametrize(
    ("prefix", "bound"),
    [("dup", "duq"), ("a", "b"), ("9", "a"), ("az", "b"), ("mazz", "mb"), ("z", None), ("", None)],
)
def test_a_range_of_words_ends_before_the_next_prefix(prefix: str, bound: str | None) -> None:
    assert names.after_all_starting_with(prefix) == bound
