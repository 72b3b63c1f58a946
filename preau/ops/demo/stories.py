"""The stories told by the demonstration's mail, kept as text files in `stories/`.

== Subject of the conversation          a story
folder: Réunions/Conseils de classe     where people file it
season: 11 12 3                         months it happens in (any, without the line)
where: collège                          the only kind of school it happens in
repeat: 3                               how many times it happens in eighteen months
tags: sortie                            keywords on the messages
--- head > team +3h                     a letter: from whom, to whom, how long after the last
cc: secretary                           `>>` forwards instead of answering
from: box                               sent in the name of the functional box
attach: pdf Title                       kinds: see `papers`
Text, with words in braces: see `wording`.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent / "stories"
_TURN = re.compile(
    r"--- (?P<sender>\w+) (?P<sign>>>?) (?P<to>[\w, ]+?)(?: \+(?P<wait>\d+[mhd]))?\s*"
)
_FIELD = re.compile(r"(folder|season|repeat|where|tags|cc|from|attach): (.+)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True)
class Turn:
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    wait: timedelta = timedelta()
    is_forward: bool = False
    in_the_name_of: str = ""
    papers: tuple[tuple[str, str], ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Story:
    title: str
    folder: str = ""
    season: tuple[int, ...] = ()
    repeat: int = 1
    where: str = ""
    tags: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()


@dataclass
class _Draft:
    """What is gathered of a story or a letter before it is whole."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def one(self, name: str) -> str:
        return self.fields.get(name, [""])[0]

    def several(self, name: str) -> tuple[str, ...]:
        return tuple(re.split(r",? +|,", self.one(name))) if self.one(name) else ()


@cache
def told_in(name: str) -> tuple[Story, ...]:
    """The stories of one file."""
    text = (_HERE / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(_story(part) for part in re.split(r"^== ", text, flags=re.MULTILINE)[1:])


def template(name: str) -> str:
    """An HTML page of a mailing."""
    return (_HERE / name).read_text(encoding="utf-8")


def _story(text: str) -> Story:
    title, *rest = text.split("\n")
    first = next(number for number, line in enumerate(rest) if line.startswith("--- "))
    about = _gather(rest[:first])
    letters = re.split(r"^(?=--- )", "\n".join(rest[first:]), flags=re.MULTILINE)[1:]
    return Story(
        title=title.strip(),
        folder=about.one("folder"),
        season=tuple(int(month) for month in about.several("season")),
        where=about.one("where"),
        repeat=int(about.one("repeat") or 1),
        tags=about.several("tags"),
        turns=tuple(_turn(letter) for letter in letters),
    )


def _turn(text: str) -> Turn:
    heading, *lines = text.strip().split("\n")
    found = _TURN.fullmatch(heading)
    if not found:
        raise ValueError(f"“{heading}” does not begin a letter.")
    draft = _gather(lines)
    return Turn(
        sender=found["sender"],
        to=tuple(re.split(r", *", found["to"])),
        cc=draft.several("cc"),
        wait=_wait(found["wait"]),
        is_forward=found["sign"] == ">>",
        in_the_name_of=draft.one("from"),
        papers=tuple(_paper(said) for said in draft.fields.get("attach", [])),
        text=_paragraphs(draft.lines),
    )


def _gather(lines: list[str]) -> _Draft:
    draft = _Draft()
    for number, line in enumerate(lines):
        found = _FIELD.fullmatch(line)
        if not found:
            draft.lines = lines[number:]
            break
        draft.fields.setdefault(found[1], []).append(found[2].strip())
    return draft


def _paper(said: str) -> tuple[str, str]:
    kind, _, title = said.partition(" ")
    return kind, title


def _wait(said: str | None) -> timedelta:
    return timedelta(**{_UNITS[said[-1]]: int(said[:-1])}) if said else timedelta()


def _paragraphs(lines: list[str]) -> str:
    """The file's line ends are the file's: a paragraph is one line, an item of a list too."""
    joined = re.sub(r"(?<=\S)\n(?!\n|- )", " ", "\n".join(line.rstrip() for line in lines))
    return joined.strip()
