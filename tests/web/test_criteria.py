"""The advanced search says what a person would have typed, and reads it back."""

import pytest
from django.utils import translation

from preau.mail import searching
from preau.web.mail.pages.criteria import expression_of, search_form


@pytest.mark.parametrize(
    ("form", "expression"),
    [
        ({}, ""),
        ({"words": "conseil de classe"}, "conseil de classe"),
        ({"sender": "Claire Lefèvre"}, 'de:"Claire Lefèvre"'),
        ({"subject": "réunion", "attachment": "1"}, "objet:réunion pièce:oui"),
        ({"after": "2026-09-01"}, "depuis:2026-09-01"),
        ({"before": "2026-09-30"}, "avant:2026-10-01"),
        ({"before": "demain peut-être"}, ""),
        ({"to": 'x" OR ALL'}, 'à:"x OR ALL"'),
    ],
)
def test_fields_become_an_expression(form: dict[str, str], expression: str) -> None:
    with translation.override("fr"):
        assert expression_of(form) == expression


def test_an_expression_fills_the_fields_it_came_from() -> None:
    form = {"sender": "Pasquereau", "words": "musée", "after": "2026-01-01", "before": "2026-02-28"}
    with translation.override("fr"):
        filled = search_form(searching.read(expression_of(form)), [])
    assert (filled.sender, filled.words, filled.after, filled.before) == tuple(form.values())
