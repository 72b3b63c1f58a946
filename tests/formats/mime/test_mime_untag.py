"""HTML read for its words alone."""

import pytest

from preau.formats.mime.untag import html_to_words
from preau.formats.sieve.evaluating import words_of_html


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Le <b>C</b>onseil<br>de classe</p>", "Le Conseil de classe"),
        ("<td>Salle</td><td>12</td>", "Salle 12"),
        ("<div>a</div><div>b</div>", "a b"),
        ("<style>p{}</style>a<script>b</script>&eacute;&nbsp;b", "aé b"),
        ("moins < 10 <i>seuil</i>", "moins < 10 seuil"),
    ],
)
def test_the_words_of_html_stand_as_the_eye_reads_them(html: str, words: str) -> None:
    assert " ".join(html_to_words(html).split()) == words


@pytest.mark.parametrize("opening", ["<", "<!--", "<style>", "<a href='", "<b ", "&#"])
def test_what_is_never_closed_is_read_once(opening: str) -> None:
    """Each of these once took minutes."""
    hostile = f"mot {opening * 200_000}"
    assert html_to_words(hostile).split()[0] == "mot"
    assert words_of_html(hostile).split()[0] == "mot"
