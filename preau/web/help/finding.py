"""Searching the help: the sections that hold the most of the words, in any of their forms."""

from dataclasses import dataclass

from preau.formats.stems import EMPTY, fold, forms, words
from preau.web.help.guide import Guide, Section, guides

MOST = 12
BEFORE, AROUND = 60, 180


@dataclass(frozen=True)
class Finding:
    guide: Guide
    section: Section
    extract: str

    @property
    def url(self) -> str:
        return f"{self.guide.url}#{self.section.anchor}" if self.section.anchor else self.guide.url


def beginnings(query: str) -> tuple[tuple[str, ...], ...]:
    """For each word that says something, the folded shapes that stand for it."""
    asked = words(query)
    telling = [word for word in asked if fold(word) not in EMPTY] or asked
    return tuple(tuple(fold(shape) for shape in forms(word)) for word in telling)


def find(query: str) -> list[Finding]:
    """The best first: a heading tells more than a text."""
    asked = beginnings(query)
    if not asked:
        return []
    weighed = [
        (_weights(guide, section, asked), guide, section)
        for guide in guides().values()
        for section in guide.sections
    ]
    most = max(sum(map(bool, weights)) for weights, _, _ in weighed)
    kept = [one for one in weighed if most and sum(map(bool, one[0])) == most]
    kept.sort(key=lambda one: -sum(one[0]))
    return [Finding(guide, at, _extract(at.text, asked)) for _, guide, at in kept[:MOST]]


def _weights(guide: Guide, section: Section, asked: tuple[tuple[str, ...], ...]) -> list[int]:
    """For each word, where it stands; 0 when it is missing."""
    places = ((fold(section.title), 6), (fold(guide.title), 3), (fold(section.text), 1))
    return [
        sum(weight for text, weight in places if any(shape in text for shape in shapes))
        for shapes in asked
    ]


def _extract(text: str, asked: tuple[tuple[str, ...], ...]) -> str:
    """The words around the first one found, cut between words."""
    folded = fold(text)
    hits = [at for shapes in asked for shape in shapes if (at := folded.find(shape)) >= 0]
    start = max(0, min(hits, default=0) - BEFORE)
    start = text.find(" ", start) + 1 if start else 0
    cut = text[start : start + AROUND]
    if start + AROUND < len(text):
        cut = cut.rpartition(" ")[0] + "…"
    return ("… " if start else "") + cut
