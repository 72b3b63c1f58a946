"""The grammar, as a table: what is typed, what it means."""

import random
from datetime import date

import pytest

from preau.formats.search import Operator, chips, filled, parse, unparse, with_operator
from preau.formats.search.tree import (
    All,
    Any,
    Attached,
    Dated,
    Not,
    Sized,
    Stands,
    State,
    Tagged,
    Within,
    Words,
)

TODAY = date(2026, 11, 22)  # a Sunday


def text(said, *, exact=False):
    return Words(Operator.TEXT, said, exact)


def sender(said, *, exact=False):
    return Words(Operator.FROM, said, exact)


def since(first):
    return Dated(Operator.SINCE, first, None)


GRAMMAR = [
    ("", []),
    ("réunion", [text("réunion")]),
    ("réunion classe", [text("réunion"), text("classe")]),
    ('"conseil de classe"', [text("conseil de classe", exact=True)]),
    ("« conseil de classe »", [text("conseil de classe", exact=True)]),
    ("“conseil de classe”", [text("conseil de classe", exact=True)]),
    ('"conseil de', [text("conseil de", exact=True)]),
    ("de:durand", [sender("durand")]),
    ("DE:durand", [sender("durand")]),
    ("from:durand", [sender("durand")]),
    ("de : durand", [sender("durand")]),
    ("de: durand", [sender("durand")]),
    ('de:"anne durand"', [sender("anne durand", exact=True)]),
    ("de:anne.durand@ac-poitiers.fr", [sender("anne.durand@ac-poitiers.fr")]),
    ("à:petit", [Words(Operator.TO, "petit")]),
    ("a:petit", [Words(Operator.TO, "petit")]),
    ("to:petit", [Words(Operator.TO, "petit")]),
    ("cc:petit", [Words(Operator.CC, "petit")]),
    ("cci:petit", [Words(Operator.BCC, "petit")]),
    ("objet:bilan", [Words(Operator.SUBJECT, "bilan")]),
    ("subject:bilan", [Words(Operator.SUBJECT, "bilan")]),
    ("corps:bilan", [Words(Operator.BODY, "bilan")]),
    ("pièce:oui", [Attached()]),
    ("has:attachment", [Attached()]),
    ("piece:non", [Attached(present=False)]),
    ("pj:rapport.pdf", [Attached("rapport.pdf")]),
    ("pj:*.pdf", [Attached(".pdf")]),
    ("dans:Parents", [Within("Parents")]),
    ('in:"Conseils de classe"', [Within("Conseils de classe")]),
    ("est:lu", [Stands(State.READ, so=True)]),
    ("est:non-lu", [Stands(State.READ, so=False)]),
    ("is:unread", [Stands(State.READ, so=False)]),
    ("est:suivi", [Stands(State.FLAGGED, so=True)]),
    ("est:répondu", [Stands(State.ANSWERED, so=True)]),
    ("est:transféré", [Stands(State.FORWARDED, so=True)]),
    ("étiquette:Urgent", [Tagged("Urgent")]),
    ("tag:Urgent", [Tagged("Urgent")]),
    ("taille:>5M", [Sized(larger=True, octets=5 * 1024**2)]),
    ("taille:5Mo", [Sized(larger=True, octets=5 * 1024**2)]),
    ("taille:<200ko", [Sized(larger=False, octets=200 * 1024)]),
    ("larger:1,5M", [Sized(larger=True, octets=1572864)]),
    ("smaller:10MB", [Sized(larger=False, octets=10 * 1024**2)]),
    ("avant:2026-09-01", [Dated(Operator.BEFORE, None, date(2026, 9, 1))]),
    ("après:2026-09-01", [since(date(2026, 9, 1))]),
    ("apres:01/09/2026", [since(date(2026, 9, 1))]),
    ("depuis:hier", [since(date(2026, 11, 21))]),
    ("depuis:septembre 2026 budget", [since(date(2026, 9, 1)), text("budget")]),
    ("avant:1er septembre 2026 budget", [
        Dated(Operator.BEFORE, None, date(2026, 9, 1)), text("budget"),
    ]),
    ('date:"la semaine dernière"', [Dated(Operator.ON, date(2026, 11, 9), date(2026, 11, 16))]),
    ("date:la semaine dernière budget", [
        Dated(Operator.ON, date(2026, 11, 9), date(2026, 11, 16)), text("budget"),
    ]),
    ("-brouillon", [Not(text("brouillon"))]),
    ("NON brouillon", [Not(text("brouillon"))]),
    ("-de:durand", [Not(sender("durand"))]),
    ("- brouillon", [text("-"), text("brouillon")]),
    ("parents-professeurs", [text("parents-professeurs")]),
    ("chat OU chien", [Any((text("chat"), text("chien")))]),
    ("chat OR chien", [Any((text("chat"), text("chien")))]),
    ("chat ou chien", [text("chat"), text("ou"), text("chien")]),
    ("chat OU chien noir", [Any((text("chat"), text("chien"))), text("noir")]),
    ("chat ET chien", [text("chat"), text("chien")]),
    ("chat OU (chien noir)", [Any((text("chat"), All((text("chien"), text("noir")))))]),
    ("-(chat OU chien)", [Not(Any((text("chat"), text("chien"))))]),
    ("de:(anne OU paul)", [Any((sender("anne"), sender("paul")))]),
    ("--mot", [text("--mot")]),
    ("NON -mot", [text("mot")]),
    ("http://exemple.example/a", [text("http://exemple.example/a")]),
    ("12:30", [text("12:30")]),
    ("Re: bilan", [text("Re:"), text("bilan")]),
    ("(mot", [All((text("mot"),))]),
    ("mot)", [text("mot")]),
    ("()", []),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), GRAMMAR, ids=[typed or "-" for typed, _ in GRAMMAR])
def test_what_is_typed_is_read(typed, meant):
    expression = parse(typed, today=TODAY)
    assert list(expression.root.nodes) == meant
    assert expression.mistakes == ()


@pytest.mark.parametrize("typed", [typed for typed, _ in GRAMMAR])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_written_back_reads_the_same(typed, language):
    expression = parse(typed, today=TODAY)
    again = parse(unparse(expression, language=language), today=TODAY)
    assert again.root == expression.root


MISTAKES = [
    ("avant:blop", [text("blop")], "“blop” is not a date we understand"),
    ("depuis:31/02/2026", [text("31/02/2026")], "“31/02/2026” is not a date"),
    ("taille:grand", [text("grand")], "“grand” is not a size we understand"),
    ("est:content", [text("content")], "“content” is not a state we know"),
    ("de:", [], "Say what to look for after “de:”."),
    ("objet:durand OU", [Words(Operator.SUBJECT, "durand")], "“OU” needs a word on both sides."),
    ("ojet:bilan", [text("ojet:bilan")], "“ojet:” is not an operator"),
    (
        "bilan OU -budget",
        [Any((text("bilan"), Not(text("budget"))))],
        "“-budget” was not used",
    ),
    ("mot " * 400, [text("mot")] * 120, "This search is very long"),
]


@pytest.mark.parametrize(("typed", "meant", "sentence"), MISTAKES)
def test_a_mistake_is_said_and_the_search_goes_on(typed, meant, sentence):
    expression = parse(typed, today=TODAY)
    assert list(expression.root.nodes) == meant
    assert [str(m)[: len(sentence)] for m in expression.mistakes] == [sentence]


def test_a_mistake_holding_a_percent_sign_is_still_a_sentence():
    expression = parse("avant:100%s", today=TODAY)
    assert str(expression.mistakes[0]).startswith("“100%s” is not a date")


def test_chips_are_the_conditions_and_each_says_the_text_without_it():
    expression = parse("réunion de:durand -pj:oui classe", today=TODAY)
    assert [(c.label_key, c.value, c.is_negated, c.text_without_it) for c in chips(expression)] == [
        ("From", "durand", False, "réunion -pj:oui classe"),
        ("Attachment", "oui", True, "réunion de:durand classe"),
    ]


def test_a_choice_of_conditions_is_one_chip_and_free_words_have_none():
    expression = parse("bilan de:(anne OU paul)", today=TODAY)
    assert [(c.value, c.text_without_it) for c in chips(expression)] == [
        ("de:(anne OU paul)", "bilan")
    ]


def test_the_advanced_form_is_filled_and_writes_back():
    expression = parse("budget 2026 de:durand avant:septembre 2026", today=TODAY)
    assert filled(expression) == {
        Operator.TEXT: "budget 2026",
        Operator.FROM: "durand",
        Operator.BEFORE: "septembre 2026",
    }
    changed = with_operator(expression, Operator.FROM, "anne durand")
    assert changed == 'budget 2026 avant:septembre 2026 de:"anne durand"'
    assert with_operator(expression, Operator.BEFORE, "") == "budget 2026 de:durand"


PIECES = [
    *'()"«»“”-:|*', " ", " ", " ", "OU", "NON", "ET", "de:", "avant:", "taille:", "est:", "(", ")",
    "réunion", "l'été", "2026", "hier", "\0", "\r\n", "A1 LOGOUT", "é", "🦉", "\u202e", "{10}", "%",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(200))
def test_garbage_never_raises_and_its_spans_stay_inside(seed):
    rng = random.Random(seed)
    typed = "".join(rng.choice(PIECES) for _ in range(rng.randrange(60)))
    expression = parse(typed, today=TODAY)
    assert unparse(expression) is not None
    for chip in chips(expression):
        assert len(chip.text_without_it) < len(expression.text)


@pytest.mark.parametrize(
    "typed", ["(" * 5000, "-" * 5000, "NON " * 300, "de:(" * 300, "a OU " * 300]
)
def test_depth_is_no_weapon(typed):
    assert parse(typed, today=TODAY) is not None
