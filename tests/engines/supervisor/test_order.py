"""Who starts after whom."""

import pytest

from preau.engines.errors import WrongConfiguration
from preau.engines.program import Program
from preau.engines.supervisor.order import followers, ordered


def program(name: str, *after: str) -> Program:
    return Program(name, ("true",), after=after)


def test_each_program_stands_behind_those_it_comes_after() -> None:
    listed = [program("dovecot", "rspamd"), program("rspamd", "redis"), program("redis")]
    assert [p.name for p in ordered(listed)] == ["redis", "rspamd", "dovecot"]


def test_programs_that_depend_on_nothing_keep_their_order() -> None:
    assert [p.name for p in ordered([program("b"), program("a")])] == ["b", "a"]


def test_followers_are_those_that_come_after_it() -> None:
    listed = [program("redis"), program("rspamd", "redis"), program("web", "redis")]
    assert followers("redis", listed) == ("rspamd", "web")


@pytest.mark.parametrize(
    ("listed", "sentence"),
    [
        ([program("a", "b"), program("b", "a")], "These programs wait for each other: a, b."),
        ([program("a", "ghost")], "a comes after ghost, which does not exist."),
        ([program("a"), program("a")], "Two programs are called a."),
    ],
)
def test_what_cannot_be_ordered_is_refused(listed: list[Program], sentence: str) -> None:
    with pytest.raises(WrongConfiguration) as refusal:
        ordered(listed)
    assert str(refusal.value) == sentence
