"""The mail of the demonstration: what each box holds, and what arrives today.

The same slug, member and `now` give the same octets. `now` must be aware.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from preau.ops.demo import writing
from preau.ops.demo.cast import Member
from preau.ops.demo.filing import Habits
from preau.ops.demo.heap import heap
from preau.ops.demo.mailings import mailings
from preau.ops.demo.oddities import junk, oddities
from preau.ops.demo.posts import Post
from preau.ops.demo.stories import told_in
from preau.ops.demo.welcome import welcome
from preau.ops.demo.world import Teller, world

NEARLY_FULL = 0.96


@dataclass(frozen=True)
class Letter:
    """A message in a box: `folder` with `/`, Sent, Drafts, Junk, Trash, Archive, INBOX or theirs;
    `flags` as IMAP has them, keywords included; `raw` with CRLF line ends."""

    folder: str
    date: datetime
    flags: tuple[str, ...]
    raw: bytes = field(repr=False)


def mailbox_of(member: Member, now: datetime, *, quota_bytes: int = 0) -> Iterator[Letter]:
    """The letters of a box, oldest first within each kind.

    With `quota_bytes`, the box of a member who `is_nearly_full` is filled to 96 % of it.
    """
    letters = [*_of_the_world(member, now), *_odd(member, now), *_drafts(member, now)]
    yield from letters
    if member.is_nearly_full and quota_bytes:
        room = int(quota_bytes * NEARLY_FULL) - sum(len(letter.raw) for letter in letters)
        for when, raw in heap(member, now, room):
            yield Letter("INBOX", when, ("\\Seen",), raw)


def todays_arrivals(member: Member, now: datetime) -> list[tuple[str, bytes]]:
    """Envelope sender and octets of what is to be sent to that member through SMTP, in order:
    a welcome for everybody, and five letters more for the main persons."""
    posts = [welcome(member, now)]
    if member.is_main:
        posts += _told(member, now, "aujourdhui")
    return [(post.envelope or post.sender.address, writing.raw(post)) for post in posts]


def _of_the_world(member: Member, now: datetime) -> Iterator[Letter]:
    own = [post for post in world(member.academy, now) if _concerns(member, post)]
    posts = sorted([*own, *mailings(member, now)], key=lambda post: post.date)
    habits = Habits.of(member, posts, now)
    for post in posts:
        yield Letter(habits.folder(post), post.date, habits.flags(post), writing.raw(post))


def _concerns(member: Member, post: Post) -> bool:
    return any(one.address == member.address for one in (post.sender, *post.recipients))


def _odd(member: Member, now: datetime) -> Iterator[Letter]:
    found = oddities(member, now) if member.is_main else junk(member, now)
    for folder, when, raw in found:
        is_read = (now - when).days > 4 and folder != "Junk"
        yield Letter(folder, when, ("\\Seen",) if is_read else (), raw)


def _drafts(member: Member, now: datetime) -> Iterator[Letter]:
    if member.is_main:
        for post in _told(member, now - timedelta(days=1), "brouillons"):
            yield Letter("Drafts", post.date, ("\\Draft", "\\Seen"), writing.raw(post))


def _told(member: Member, now: datetime, book: str) -> list[Post]:
    """The stories of that book as they happen in the last hours."""
    posts: list[Post] = []
    for number, story in enumerate(told_in(book)):
        rng = Random(f"{book}/{member.academy}/{number}")  # noqa: S311
        teller = Teller.opening(member.academy, rng, now=now)
        when = now - timedelta(minutes=70 - 13 * number)
        posts += teller.tell(story, when.date(), at=when)
    return posts
