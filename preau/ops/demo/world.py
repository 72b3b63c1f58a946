"""Eighteen months of an académie's mail, told from the stories with its cast.

Everything follows from the académie's slug and `now`: told twice, it is the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random

from preau.ops.demo.cast import cast
from preau.ops.demo.documents import Occasion, document
from preau.ops.demo.hours import answer_time, season_days, writing_time
from preau.ops.demo.people import SETTINGS
from preau.ops.demo.persons import Person, family, groups, persons
from preau.ops.demo.posts import Paper, Post
from preau.ops.demo.stories import Story, Turn, told_in
from preau.ops.demo.wording import Scene, say, scene_for

BOOKS = ("reunions", "direction", "parents", "eleves", "services")


@lru_cache(maxsize=8)
def world(academy: str, now: datetime) -> tuple[Post, ...]:
    """Every message between people, oldest first."""
    kind = cast(academy)[0].school.kind
    posts = [
        post
        for book in BOOKS
        for story in told_in(book)
        if story.where in {"", kind}
        for number in range(story.repeat)
        for post in _telling(story, number, academy, now)
    ]
    return tuple(sorted(posts, key=lambda post: post.date))


def _telling(story: Story, number: int, academy: str, now: datetime) -> Iterator[Post]:
    rng = Random(f"{academy}/{story.title}/{number}")  # noqa: S311 (a play, not a secret)
    day = _first_day(story, number, now, rng)
    teller = Teller.opening(academy, rng, now=now)
    yield from teller.tell(story, day)


def _first_day(story: Story, number: int, now: datetime, rng: Random) -> date:
    """Spread over the span, the recent half a little fuller; early enough to be over by now."""
    days = season_days(now.date(), story.season) or season_days(now.date(), ())
    lasts = sum((turn.wait for turn in story.turns), timedelta()).days + 1
    within = [day for day in days if day + timedelta(days=lasts) < now.date()] or days[:1]
    share = (number + rng.random()) / story.repeat
    return within[min(int(share**0.55 * len(within)), len(within) - 1)]


@dataclass(frozen=True)
class Teller:
    """One telling: the scene is set once, the letters follow each other."""

    scene: Scene
    parent: Person
    rng: Random
    key: str
    latest: datetime

    @classmethod
    def opening(cls, academy: str, rng: Random, *, now: datetime) -> "Teller":
        pupil, parent = family(rng)
        people = persons(academy) | {"parent": parent}
        school = cast(academy)[0].school
        scene = scene_for(school, SETTINGS[academy].subject, people, pupil, rng)
        return cls(scene, parent, rng, f"{academy}/{rng.random()}", now - timedelta(minutes=20))

    def tell(self, story: Story, day: date, *, at: datetime | None = None) -> Iterator[Post]:
        """The letters of a story that begins that day, or at that very moment."""
        last: Post | None = None
        for turn in story.turns:
            sender = self.scene.persons[turn.in_the_name_of or turn.sender]
            when = at or self._when(turn, last, day, is_outside=sender.is_outside)
            last = self._post(story, turn, last, when)
            yield last

    def _when(self, turn: Turn, last: Post | None, day: date, *, is_outside: bool) -> datetime:
        if last is None:
            return writing_time(day, self.rng, is_outside=is_outside)
        wanted = answer_time(last.date + turn.wait, self.rng, is_outside=is_outside)
        return min(wanted, self.latest)

    def _post(self, story: Story, turn: Turn, last: Post | None, when: datetime) -> Post:
        day = when.date()
        sender = self.scene.persons[turn.in_the_name_of or turn.sender]
        to = self._people(turn.to, but=sender)
        cc = tuple(one for one in self._people(turn.cc, but=sender) if one not in to)
        return Post(
            key=self.key,
            date=when,
            sender=sender,
            to=to,
            cc=cc,
            subject=say(story.title, self.scene, day, self.rng) if last is None else "",
            text=say(turn.text, self.scene, day, self.rng),
            answers=last,
            is_forward=turn.is_forward,
            papers=tuple(self._paper(kind, said, when, sender, to) for kind, said in turn.papers),
            folder=story.folder,
            tags=story.tags,
        )

    def _people(self, parts: tuple[str, ...], *, but: Person) -> tuple[Person, ...]:
        named = [one for part in parts for one in groups().get(part, (part,))]
        people = [self.scene.persons[part] for part in named]
        return tuple(one for one in dict.fromkeys(people) if one != but)

    def _paper(
        self, kind: str, title: str, when: datetime, sender: Person, to: tuple[Person, ...]
    ) -> Paper:
        title = say(title, self.scene, when.date(), self.rng)
        return document(kind, title, Occasion(self.scene, when, sender, to), self.rng)
