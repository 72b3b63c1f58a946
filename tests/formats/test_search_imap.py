"""What an expression says to an IMAP server, and that nothing typed can say more."""

import random
import re
from datetime import date

import pytest

from preau.formats.search import (
    Text,
    attachment_names,
    folders,
    highlight_words,
    keyword,
    on_the_wire,
    parse,
    to_imap,
    unwanted,
)

TODAY = date(2026, 11, 22)


def said(typed, **options):
    return b" ".join(on_the_wire(to_imap(parse(typed, today=TODAY), **options))).decode()


def everywhere(word):
    places = ("SUBJECT", "FROM", "TO", "CC")
    return " ".join(f'OR {place} "{word}"' for place in places) + f' BODY "{word}"'


@pytest.mark.parametrize(
    ("typed", "criteria"),
    [
        ("", "ALL"),
        ("budget", everywhere("budget")),
        ("budgets", everywhere("budget")),
        ("budget note", f"{everywhere('budget')} {everywhere('note')}"),
        ("le budget de la note", f"{everywhere('budget')} {everywhere('note')}"),
        ("l'examen", everywhere("examen")),
        ("d’examen", everywhere("examen")),
        ("Parents-Professeurs", f"{everywhere('parent')} {everywhere('professeur')}"),
        ("le", everywhere("le")),
        ('"conseil de classe"', everywhere("conseil classe")),
        ("objet:budgets", 'SUBJECT "budget"'),
        ("corps:budget", 'BODY "budget"'),
        ("de:durands", 'FROM "durands"'),
        ('de:"anne durand"', 'FROM "anne" FROM "durand"'),
        ("à:petit", 'OR TO "petit" CC "petit"'),
        ("cc:petit cci:paul", 'CC "petit" BCC "paul"'),
        ("objet:journal", 'OR SUBJECT "journal" SUBJECT "journaux"'),
        ("objet:a OU objet:bilan", 'SUBJECT "bilan"'),
        ("de:m objet:bilan", 'SUBJECT "bilan"'),
        ('"a" objet:bilan', 'SUBJECT "bilan"'),
        ("de:m", 'FROM "m"'),
        ("de:m est:non-lu", 'FROM "m" UNSEEN'),
        ('"a" est:non-lu', f"{everywhere('a')} UNSEEN"),
        ("objet:note OU objet:bilan", 'OR SUBJECT "note" SUBJECT "bilan"'),
        ("objet:(note bilan) OU de:paul", 'OR ( SUBJECT "note" SUBJECT "bilan" ) FROM "paul"'),
        ("avant:2026-09-01", "BEFORE 1-Sep-2026"),
        ("depuis:2026-09-01", "SINCE 1-Sep-2026"),
        ("date:2026-09", "SINCE 1-Sep-2026 BEFORE 1-Oct-2026"),
        ("-date:2026-09", "NOT ( SINCE 1-Sep-2026 BEFORE 1-Oct-2026 )"),
        ("pj:oui", "KEYWORD $HasAttachment"),
        ("pj:non", "UNKEYWORD $HasAttachment"),
        ("-pj:oui", "NOT KEYWORD $HasAttachment"),
        ("est:non-lu est:suivi", "UNSEEN FLAGGED"),
        ("est:transféré", "KEYWORD $Forwarded"),
        ('étiquette:"À traiter"', "KEYWORD a_traiter"),
        ("taille:>5M smaller:6M", "LARGER 5242880 SMALLER 6291456"),
        ("dans:Parents", "ALL"),
        ("dans:Parents objet:note", 'SUBJECT "note"'),
        ("est:lu OU -est:suivi", "OR SEEN NOT FLAGGED"),
    ],
)
def test_the_criteria(typed, criteria):
    assert said(typed) == criteria


@pytest.mark.parametrize(
    ("typed", "first", "then"),
    [
        ("objet:note -objet:bilan", 'SUBJECT "bilan"', 'SUBJECT "note" NOT $'),
        ("-objet:bilan", 'SUBJECT "bilan"', "NOT $"),
        ("-objet:note -objet:bilan", 'OR SUBJECT "note" SUBJECT "bilan"', "NOT $"),
        ("-(objet:note objet:bilan)", 'SUBJECT "note" SUBJECT "bilan"', "NOT $"),
        ("(est:lu -objet:bilan)", 'SUBJECT "bilan"', "SEEN NOT $"),
        ("-objet:bilan -est:lu", 'SUBJECT "bilan"', "NOT SEEN NOT $"),
        ('objet:note -"conseil de classe"', "", 'SUBJECT "note"'),
    ],
)
def test_words_to_exclude_are_searched_and_saved_first(typed, first, then):
    expression = parse(typed, today=TODAY)
    assert b" ".join(on_the_wire(unwanted(expression))).decode() == first
    assert said(typed) == then


def test_a_choice_leaves_out_the_words_it_cannot_exclude():
    assert said("objet:note OU -objet:bilan") == 'SUBJECT "note"'


def test_accents_travel_as_a_literal():
    assert said("objet:été") == "SUBJECT {5+}\r\nété"


def test_short_words_count_when_the_index_has_them():
    assert said("objet:3B") == 'SUBJECT "3b"'
    assert said("bilan 3B", shortest=3) == everywhere("bilan")
    assert said("bilan 3B", shortest=2) == f"{everywhere('bilan')} {everywhere('3b')}"


def test_the_caller_names_its_tags():
    assert said("étiquette:Important", tag=lambda _: "$label1") == "KEYWORD $label1"
    assert said("étiquette:Important", tag=lambda _: "a) LOGOUT") == "KEYWORD a_logout"


@pytest.mark.parametrize(
    ("name", "atom"),
    [
        ("À traiter", "a_traiter"),
        ("$Label1", "$label1"),
        ("x) LOGOUT\r\n", "x_logout"),
        ("🦉", "_"),
    ],
)
def test_a_keyword_is_always_an_atom(name, atom):
    assert keyword(name) == atom


def test_folders_and_attachment_names_are_for_the_caller():
    expression = parse('dans:"Conseils de classe" pj:Été.pdf -dans:Parents', today=TODAY)
    assert folders(expression) == ["Conseils de classe"]
    assert attachment_names(expression) == ["ete.pdf"]


def test_words_to_light_up_are_folded_and_leave_out_the_excluded():
    expression = parse('réunions objet:Journaux de:durand -classe "les notes"', today=TODAY)
    assert highlight_words(expression) == ["journail", "journaux", "journal", "reunion", "notes"]


PIECES = [
    *'()"\\{}*%-:$', " ", "OU", "NON", "de:", "étiquette:", 'étiquette:"', "avant:", "taille:",
    "\r\n", "\r\na LOGOUT\r\n", "\0", "{3}", "{3+}", "é", "🦉", "2026", "mot", "\\", '"', "\u2028",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(200))
def test_nothing_typed_travels_outside_a_string(seed):
    rng = random.Random(seed)
    typed = "".join(rng.choice(PIECES) for _ in range(rng.randrange(50)))
    expression = parse(typed, today=TODAY)
    for part in [*to_imap(expression), *unwanted(expression)]:
        if isinstance(part, Text):
            assert re.search(r"[\r\n\0]", part.value) is None
        else:
            assert re.fullmatch(rb"[()]|[A-Za-z0-9$_-]+", part)
