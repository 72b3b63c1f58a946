"""What is said of filters that another program wrote, from their text alone."""

import pytest

from preau.filters.findings import Finding, Kind
from preau.filters.inspecting import Inspector

OTHERS = {
    "perd": "discard;",
    "boucle": 'require "include"; include "boucle"; include :personal "perd";',
}
INSPECTOR = Inspector("Trash", lambda address: address.endswith("@b.fr"), lambda n: OTHERS.get(n, ""))  # fmt: skip

TEXTS = [
    ("keep;", []),
    ('require "fileinto"; fileinto "A"; # discard;', []),
    ('if header :is "x" "discard" { keep; }', []),
    ("if true { if false { discard; } }", [Kind.DISCARDS]),
    ("if true { keep; } elsif true { stop; } else { discard; }", [Kind.DISCARDS]),
    ('reject "non";', [Kind.REJECTS]),
    ('ereject "non";', [Kind.REJECTS]),
    ('fileinto "Trash";', [Kind.TO_TRASH]),
    ('fileinto :specialuse "\\\\Trash" "Poubelle";', [Kind.TO_TRASH]),
    ('addflag "\\\\Seen"; fileinto "A";', [Kind.UNSEEN]),
    ('fileinto :flags ["\\\\Flagged \\\\Seen"] "A";', [Kind.UNSEEN]),
    ('addflag "\\\\Seen"; keep;', []),
    ('redirect :copy "a@b.fr";', [Kind.FORWARDS]),
    ('redirect "a@b.fr";', [Kind.SENT_AWAY]),
    ('redirect "a@c.fr";', [Kind.REFUSED]),
    ('redirect :copy "a@c.fr";', [Kind.REFUSED]),
    ('redirect "${a}";', [Kind.REFUSED]),
    ('include "perd";', [Kind.DISCARDS]),
    ('include :personal "boucle";', [Kind.DISCARDS]),
    ('include :optional "absent";', []),
    ("fileinto", [Kind.UNREADABLE]),
]


@pytest.mark.parametrize(("text", "kinds"), TEXTS)
def test_a_text_tells_what_it_may_do(text: str, kinds: list[Kind]) -> None:
    assert [one.kind for one in INSPECTOR.look(text, set())] == kinds


def test_scripts_that_all_run_each_other_are_read_once_each() -> None:
    names, read = [f"s{n}" for n in range(30)], list[str]()
    every = 'require "include";' + "".join(f'include "{name}";' for name in names)

    def script(name: str) -> str:
        read.append(name)
        return every

    assert list(Inspector("Trash", bool, script).look(every, set())) == []
    assert sorted(read) == sorted(names)


def test_a_chain_of_scripts_is_followed_so_far_and_then_said_to_be_unreadable() -> None:
    chain = Inspector("Trash", bool, lambda name: f'include "{int(name) + 1}";')
    assert list(chain.look('include "0";', set())) == [Finding(Kind.UNREADABLE, "")]
