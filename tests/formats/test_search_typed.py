from datetime import date

import pytest

from preau.formats.search.grammar import parse
from preau.formats.search.operators import VALUES, name_of
from preau.formats.search.tree import Operator
from preau.formats.search.typed import operators_beginning, typed


@pytest.mark.parametrize(
    ("text", "start", "operator", "said"),
    [
        ("", 0, None, ""),
        ("sor", 0, None, "sor"),
        ("sortie d", 7, None, "d"),
        ("sortie de:", 10, Operator.FROM, ""),
        ("de:clai", 3, Operator.FROM, "clai"),
        ("-de:clai", 4, Operator.FROM, "clai"),
        ('objet:"sortie sco', 6, Operator.SUBJECT, "sortie sco"),
        ("objet:«\u00a0sortie sco", 6, Operator.SUBJECT, "sortie sco"),
        ("(dans:Ré", 6, Operator.IN, "Ré"),
        ("http://x", 0, None, "http://x"),
    ],
)
def test_what_is_being_typed_is_told(
    text: str, start: int, operator: Operator | None, said: str
) -> None:
    here = typed(text, len(text))
    assert (here.start, here.operator, here.said) == (start, operator, said)


@pytest.mark.parametrize(
    ("text", "caret", "value", "completed"),
    [
        ("dans:ré", 7, "Réunions", ("dans:Réunions ", 14)),
        ("dans:ré", 7, "Mes réunions", ('dans:"Mes réunions" ', 20)),
        ("de:cl sortie", 5, "c@x.fr", ("de:c@x.fr sortie", 10)),
        ("sortie -est:", 12, "lu", ("sortie -est:lu ", 15)),
    ],
)
def test_a_value_takes_the_place_of_what_was_typed(
    text: str, caret: int, value: str, completed: tuple[str, int]
) -> None:
    assert typed(text, caret).completed(value) == completed


def test_an_operator_takes_the_place_of_its_beginning() -> None:
    assert typed("sortie ob", 9).begun(Operator.SUBJECT, "fr") == ("sortie objet:", 13)


def test_operators_are_found_by_any_of_their_names() -> None:
    among = (Operator.FROM, Operator.SUBJECT, Operator.SINCE)
    assert operators_beginning("su", among) == [Operator.SUBJECT]
    assert operators_beginning("de", among) == [Operator.FROM, Operator.SINCE]


def test_every_value_that_is_offered_is_understood() -> None:
    today = date(2026, 11, 22)
    searches = [
        typed(text := f"{name_of(operator, language)}:", len(text)).completed(value)[0]
        for operator, languages in VALUES.items()
        for language, values in languages.items()
        for value in values
    ]
    assert [one for one in searches if parse(one, today=today).mistakes] == []
