"""Where a person keeps a message, and what they did with it."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from preau.ops.demo.cast import Member
from preau.ops.demo.posts import Post


@dataclass(frozen=True)
class Habits:
    """What one person has done with the posts of their world so far."""

    member: Member
    now: datetime
    answered: frozenset[str]
    forwarded: frozenset[str]

    @classmethod
    def of(cls, member: Member, posts: list[Post], now: datetime) -> "Habits":
        own = [p for p in posts if p.sender.address == member.address and p.answers]
        return cls(
            member,
            now,
            frozenset(p.answers.message_id for p in own if p.answers and not p.is_forward),
            frozenset(p.answers.message_id for p in own if p.answers and p.is_forward),
        )

    def folder(self, post: Post) -> str:
        """Recent mail stays in the inbox; teachers file what is over, the others put it away."""
        if post.sender.address == self.member.address:
            return "Sent"
        age = (self.now - post.date).days
        chance = self._chance(post, "folder")
        if age < 18:
            return "INBOX"
        if post.folder and post.folder != "INBOX" and self.member.role in {"teacher", "cpe"}:
            return post.folder if chance < 0.85 else "INBOX"
        if _is_bulk(post):
            return "Trash" if chance < 0.5 and age < 150 else "INBOX" if age < 200 else "Archive"
        return "Archive" if age > 240 and chance < 0.7 else "INBOX"

    def flags(self, post: Post) -> tuple[str, ...]:
        flags = set(post.tags)
        if post.sender.address == self.member.address or self._was_read(post):
            flags.add("\\Seen")
        if post.message_id in self.answered:
            flags.add("\\Answered")
        if post.message_id in self.forwarded:
            flags.add("$Forwarded")
        if not _is_bulk(post) and self._chance(post, "flag") < 0.05:
            flags.add("\\Flagged")
        return tuple(sorted(flags))

    def _was_read(self, post: Post) -> bool:
        if post.message_id in self.answered | self.forwarded:
            return True
        age = (self.now - post.date).days
        likely = 0.3 if age < 2 else 0.75 if age < 10 else 0.95 if age < 30 else 0.99
        return self._chance(post, "read") < (likely - 0.15 if _is_bulk(post) else likely)

    def _chance(self, post: Post, what: str) -> float:
        return Random(f"{what}/{post.message_id}/{self.member.login}").random()  # noqa: S311


def _is_bulk(post: Post) -> bool:
    return any(name == "Precedence" for name, _ in post.headers)
