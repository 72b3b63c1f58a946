"""Rules written as Sieve and read again; what is not ours, kept to the letter."""

from random import Random

import pytest

from preau.formats.sieve.grammar import Node, parse
from preau.formats.sieve.lexer import NotSieve
from preau.formats.sieve.reading import read
from preau.formats.sieve.rule import (
    Action,
    Criterion,
    Field,
    Foreign,
    Included,
    Match,
    Rule,
    Script,
    Verb,
    WrongRule,
)
from preau.formats.sieve.writing import write, write_rule
from tests.formats.sieve.makers import HOSTILE, LINES, rule

REUNIONS = Rule(
    "k3f9a2b1",
    "Réunions",
    (Criterion(Field.SUBJECT, Match.CONTAINS, "réunion"),),
    (Action(Verb.FILE, "Réunions"), Action(Verb.STOP)),
)
ALICE = """# by hand
require ["fileinto", "variables"];
/* a long
   comment */
if header :matches "subject" "[*] *" {
    set :lower "list" "${1}";
    fileinto "${list}";
} elsif size :over 1M {
    discard;
} else {
    keep; # for me
}
"""


def test_the_worked_example_of_the_guides_reads_as_a_person_would_write_it() -> None:
    assert write_rule(REUNIONS).splitlines() == [
        "# rule:[Réunions] #k3f9a2b1",
        'if allof (header :contains "subject" ["réunion", "RÉUNION"]) {',
        '    addheader "X-Preau-Rule" "k3f9a2b1 Réunions";',
        '    fileinto "Réunions";',
        "    stop;",
        "}",
    ]


def test_a_thousand_rules_come_back_as_they_were() -> None:
    chance = Random(1)
    for _ in range(100):
        script = Script(tuple(rule(chance) for _ in range(10)))
        assert read(write(script)).items == script.items


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_script_of_somebody_elses_stays_to_the_letter(ends: str) -> None:
    text = ALICE.replace("\n", ends)
    found = read(text)
    after = text.partition("];")[2].strip("\r\n") + "\n"
    assert found.items == (Foreign("# by hand\n"), Foreign(after))
    assert found.requires == {"fileinto", "variables"}


def test_rules_stand_between_foreign_parts_in_their_order() -> None:
    off = Rule("abcd", "Éteinte", (), (Action(Verb.READ),), is_on=False)
    body = ALICE.partition("];\n")[2]
    script = Script(
        (REUNIONS, Foreign(body), off, Included("tri", is_on=False), Foreign("# the end\n")),
        frozenset({"fileinto", "variables"}),
    )
    text = write(script)
    assert read(text) == Script(
        script.items, frozenset({"editheader", "fileinto", "imap4flags", "include", "variables"})
    )
    assert write(read(text)) == text
    assert body in text


def test_what_somebody_changed_by_hand_in_a_rule_is_a_foreign_part() -> None:
    text = write(Script((REUNIONS,))).replace("stop;", "keep;")
    (found,) = read(text).items
    assert isinstance(found, Foreign)
    assert found.text.startswith("# rule:[Réunions] #k3f9a2b1\nif ")


def test_an_else_after_a_rule_makes_it_foreign() -> None:
    text = write(Script((REUNIONS,))) + "else { discard; }\n"
    assert [type(item) for item in read(text).items] == [Foreign]


def test_no_name_and_no_value_ever_says_more_than_itself() -> None:
    """Whatever is typed, the commands of the script are those of the rules, and no other."""
    chance = Random(2)
    words = [*HOSTILE, *(a + b for a in HOSTILE for b in HOSTILE)]
    for _ in range(1000):
        made = rule(
            chance, words, actions=(Verb.FILE, Verb.COPY, Verb.REPLY, Verb.REJECT, Verb.READ)
        )
        text = write(Script((made,)))
        (command,) = [node for node in parse(text) if node.name != "require"]
        assert set(names_in(command)) <= {
            "if", "addheader", "fileinto", "addflag", "vacation", "reject", "stop",
        }  # fmt: skip
        assert read(text).items == (made,)


def names_in(node: Node) -> list[str]:
    return [node.name, *(name for inner in node.block or () for name in names_in(inner))]


@pytest.mark.parametrize("words", LINES)
def test_what_would_end_a_line_is_refused(words: str) -> None:
    named = Rule("abcd", words, (), (Action(Verb.READ),))
    valued = Rule("abcd", "x", (Criterion(Field.SUBJECT, Match.IS, words),), (Action(Verb.READ),))
    filed = Rule("abcd", "x", (), (Action(Verb.FILE, words),))
    for made in (named, valued, filed):
        with pytest.raises(WrongRule):
            write(Script((made,)))


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        (Criterion(Field.SUBJECT, Match.IS, "${subject}"), "value"),
        (Criterion(Field.SUBJECT, Match.IS, "  "), "value"),
        (Criterion(Field.SUBJECT, Match.OVER, "3"), "match"),
        (Criterion(Field.HEADER, Match.IS, "x", header="X: y"), "header"),
        (Criterion(Field.SIZE, Match.OVER, "3M"), "size"),
        (Criterion(Field.SIZE, Match.OVER, "٣"), "size"),
        (Criterion(Field.DATE, Match.SINCE, "demain"), "day"),
        (Criterion(Field.SPAM, Match.OVER, "99"), "score"),
        (Criterion(Field.MINE, Match.AMONG), "values"),
    ],
)
def test_a_wrong_criterion_says_what_is_wrong(wrong: Criterion, part: str) -> None:
    with pytest.raises(WrongRule) as refused:
        write(Script((Rule("abcd", "x", (wrong,), (Action(Verb.READ),)),)))
    assert refused.value.part == part


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        (Action(Verb.FORWARD, "a@b.fr, c@d.fr"), "address"),
        (Action(Verb.FORWARD, '"a b"@c.fr'), "address"),
        (Action(Verb.TAG, "\\Deleted"), "tag"),
        (Action(Verb.TAG, "deux mots"), "tag"),
        (Action(Verb.FILE), "folder"),
        (Action(Verb.REPLY, "Bonjour"), "text"),
        (Action(Verb.REJECT, " \n"), "text"),
    ],
)
def test_a_wrong_action_says_what_is_wrong(wrong: Action, part: str) -> None:
    with pytest.raises(WrongRule) as refused:
        write(Script((Rule("abcd", "x", (), (wrong,)),)))
    assert refused.value.part == part


@pytest.mark.parametrize(
    "text", ["keep", 'if "', "{", "if true { keep; ", "text:\nabc\n", "keep; ]", "é;", "if " * 99]
)
def test_what_is_no_sieve_is_refused(text: str) -> None:
    with pytest.raises(NotSieve):
        read(text)


def test_strings_of_many_lines_are_read_as_they_are_said() -> None:
    (node,) = parse("vacation text: # note\n.. one\nif discard;\n.\n;")
    assert node.arguments == (". one\nif discard;\n",)


def test_an_empty_script_is_one() -> None:
    assert read("") == read("\n") == Script()
    assert read(write(Script())).items == ()


def test_depth_has_an_end() -> None:
    with pytest.raises(NotSieve):
        parse("if not " + "not " * 100 + "true { keep; }")
