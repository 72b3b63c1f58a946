"""A NUMEN in a letter is found however it is typed, and nothing else is taken for one.

A corpus of our own making: 800 letters that hold a NUMEN in one of the ways people write it, and
1 200 that hold another number of school life.
"""

import random
import string

import pytest

from preau.formats import numen
from preau.formats.html.words import read, replaced

_random = random.Random(95)
SENTENCES = (
    "Bonjour, mon numéro est le {}, merci de mettre mon dossier à jour.",
    "NUMEN : {}",
    "Mon numen est {}\nCordialement, Claire Dubois",
    "Madame Moreau ({}) reprend le 2 septembre.",
    "> Le gestionnaire demande votre NUMEN\nC'est {}.",
    "Nom;Prénom;NUMEN\nMoreau;Lucie;{};Professeure",
)
OTHERS = (
    "Le 12 mai 2026 à 14 h 30, salle {}",
    "Dossier {}, à rappeler dans tout courrier",
    "Téléphone : {}",
    "Virement à faire sur le compte {}",
    "https://pedagogie.ac-poitiers.fr/suivi?dossier={}",
    "Les élèves de 3e B ({}) partent à 8 h 15",
)


def digits(count: int) -> str:
    return "".join(_random.choices(string.digits, k=count))


def capitals(count: int) -> str:
    return "".join(_random.choices(string.ascii_uppercase, k=count))


def groups() -> tuple[str, ...]:
    return digits(2), capitals(1), digits(2), digits(5), capitals(3)


def typed() -> str:
    """One of the ways in which people write theirs."""
    parts = groups()
    whole = "".join(parts)
    return _random.choice(
        (
            whole,
            whole.lower(),
            " ".join(parts),
            "-".join(parts),
            ".".join(parts),
            "\u00a0".join(parts),
            "\u202f".join(parts),
            " ".join(parts).lower(),
            f"{parts[0]}{parts[1]} {parts[2]}{parts[3]} {parts[4]}",
            whole[:9].replace("0", "O") + whole[9:],
        )
    )


def other() -> str:
    """Another number of school life."""
    return _random.choice(
        (
            f"{digits(7)}{capitals(1)}",  # UAI
            f"{digits(10)}{capitals(1)}",  # INE, first form
            f"{digits(9)}{capitals(2)}",  # INE, second form
            " ".join(digits(2) for _ in range(5)),  # telephone
            f"FR{digits(2)} {digits(4)} {digits(4)} {digits(4)} {digits(4)} {digits(3)}",
            f"1 {digits(2)} {digits(2)} {digits(2)} {digits(3)} {digits(3)} {digits(2)}",  # NIR
            f"{digits(3)} {digits(3)} {digits(3)} {digits(5)}",  # SIRET
            f"{capitals(2)}-{digits(3)}-{capitals(2)}",  # a car
            f"{digits(2)}/{digits(2)}/20{digits(2)}",
            f"{digits(2)} h {digits(2)}",
            f"{digits(13)}",
            f"{capitals(3)}{digits(10)}",
            _random.randbytes(20).hex(),
            f"{digits(4)}-{capitals(1)}-{digits(6)}-{capitals(3)}",
        )
    )


def test_every_numen_of_the_corpus_is_found_and_nothing_else() -> None:
    with_one = [_random.choice(SENTENCES).format(typed()) for _ in range(800)]
    without = [_random.choice(OTHERS).format(other()) for _ in range(1200)]
    missed = [text for text in with_one if len(numen.places(text)) != 1]
    wrong = [text for text in without if numen.places(text)]
    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("NUMEN : 0 1 E 9 5 0 1 2 3 4 A B C", "NUMEN : (NUMEN)"),
        ("ou i ll oolli oui", "ou i ll oolli oui"),
        ("https://x.example/?id=01e9501234abc", "https://x.example/?id=01e9501234abc"),
        ("01e9501234abc@ac-poitiers.fr", "01e9501234abc@ac-poitiers.fr"),
    ],
)
def test_signs_apart_need_the_word_and_addresses_hold_none(text: str, hidden: str) -> None:
    assert numen.hidden(text) == hidden


@pytest.mark.parametrize(
    ("html", "masked"),
    [
        ("<p>Mon <b>13E95</b>01234ABC, merci</p>", "<p>Mon <b>(NUMEN)</b>, merci</p>"),
        ("<div>13&nbsp;E&nbsp;95&nbsp;01<i>234</i>ABC</div>", "<div>(NUMEN)<i></i></div>"),
        ("<td>13E95</td><td>01234ABC</td>", "<td>13E95</td><td>01234ABC</td>"),
        ('<a href="/x?13E9501234ABC">ici</a> &amp;', '<a href="/x?13E9501234ABC">ici</a> &amp;'),
        ("13E95\u200b01234ABC &lt;b&gt;", "(NUMEN)\u200b &lt;b&gt;"),
        ("1 < 2 13E9501234ABC", "1 < 2 (NUMEN)"),
    ],
)
def test_a_numen_is_masked_in_html_where_it_stands(html: str, masked: str) -> None:
    assert replaced(html, numen.places, numen.MASK) == masked


def test_a_reader_sees_a_line_for_a_block_and_nothing_for_a_word_in_bold() -> None:
    assert read("<p>Été <b>2</b>026</p><p>a&eacute;</p>") == "\nÉté 2026\n\naé\n"
