"""Places between braces are filled whatever the case, accents and tags; other braces stay."""

import pytest

from preau.formats.placeholders import filled, filled_html, names_in

VALUES = {"prenom": "Claire", "nom": "Dubois & Fils", "fonction": ""}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bonjour {prénom} {nom},", "Bonjour Claire Dubois & Fils,"),
        ("{PRENOM} { Prénom }", "Claire Claire"),
        ("votre {fonction}", "votre {fonction}"),
        ("if (a) { return {}; }", "if (a) { return {}; }"),
        ("{{prénom}}", "{Claire}"),
        ("{inconnu}", "{inconnu}"),
    ],
)
def test_a_place_is_filled_or_stays(text: str, said: str) -> None:
    assert filled(text, VALUES) == said


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>{prénom} {nom}</p>", "<p>Claire Dubois &amp; Fils</p>"),
        ("<b>{pré</b>nom} &amp; fils", "<b>Claire</b> &amp; fils"),
        ("{pr&eacute;nom}", "Claire"),
        ('<a href="/{prénom}">x</a>', '<a href="/{prénom}">x</a>'),
    ],
)
def test_a_value_is_text_wherever_it_stands(html: str, said: str) -> None:
    assert filled_html(html, VALUES) == said


def test_a_value_brings_no_tag() -> None:
    assert filled_html("{x}", {"x": "<img src=//y>\nb"}) == "&lt;img src=//y&gt;<br>b"


def test_the_names_are_told_once_each() -> None:
    assert names_in("{Nom} {nom} {Date de la sortie}") == ["nom", "date-de-la-sortie"]
