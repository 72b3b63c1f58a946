"""What fills a box to the brim: photographs and films of sports days, one heavy message a month."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from preau.ops.demo import papers, writing
from preau.ops.demo.cast import Member
from preau.ops.demo.hours import PARIS, school_day, writing_time
from preau.ops.demo.persons import person, persons
from preau.ops.demo.posts import Paper, Post

_SUBJECTS = (
    "Photos du cross", "Rencontre de badminton", "Album de la sortie vélo", "Finale de handball",
    "Journée de l’athlétisme", "Film du spectacle de danse", "Photos de la classe de neige",
    "Tournoi interclasses", "Course d’orientation",
)  # fmt: skip
_MOST = 3_000_000
_IN_BASE64 = 4 / 3 * 78 / 76
_AROUND = 2_500
"""Octets of a message besides its archive."""
_TEXT = "Bonjour,\n\nVoici les photographies promises. Elles sont lourdes, désolé !\n\nÀ bientôt,"


def heap(member: Member, now: datetime, octets: int) -> Iterator[tuple[datetime, bytes]]:
    """Messages of that many octets in all, a little less; nothing when there is no room."""
    rng = Random(f"heap/{member.login}")  # noqa: S311
    count = max(octets // int(_MOST * _IN_BASE64), 1)
    each = int((octets // count - _AROUND) / _IN_BASE64)
    if each < 10_000:
        return
    for number in range(count):
        day = school_day((now - timedelta(days=500 * (count - number) // count + 20)).date())
        when = writing_time(day, rng)
        yield when, writing.raw(_post(member, number, when, each, rng))


def _post(member: Member, number: int, when: datetime, size: int, rng: Random) -> Post:
    known = persons(member.academy)
    subject = f"{_SUBJECTS[number % len(_SUBJECTS)]} ({when.astimezone(PARIS):%d/%m/%Y})"
    picture = papers.png_bytes(200, 130, rng)
    return Post(
        key=f"heap/{member.login}/{number}",
        date=when,
        sender=known[rng.choice(("maths", "cpe", "colleague"))],
        to=(person(member),),
        subject=subject,
        text=_TEXT,
        papers=(
            Paper("aperçu.png", "image/png", picture),
            Paper("photos.zip", "application/zip", _archive(size - len(picture), rng)),
        ),
    )


def _archive(size: int, rng: Random) -> bytes:
    """A valid archive of one file that nothing makes smaller."""
    return papers.stored_zip("IMG_2041.raw", rng.randbytes(max(size - 200, 1)))
