"""What takes an action back: a signed note of what was done, carried by the page's button.

Nothing is stored: whoever holds the note may use it, in the box it names and only signed in there.
"""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from preau.formats.imap.request import read_uid_set, uid_set
from preau.kit.errors import WrongInput

SALT = "preau.mail.undo"
SECONDS = 600


@dataclass(frozen=True)
class Step:
    """In `folder` (a name) under `uidvalidity`: move these UIDs to `target`, or set `flag`.

    One that stands `in_place` of what the step before brings back goes only if that came.
    """

    folder: str
    uidvalidity: int
    uids: tuple[int, ...]
    target: str = ""
    flag: str = ""
    on: bool = False
    in_place: bool = False


def seal(login: str, steps: list[Step]) -> str:
    """A note for the page, or "" when there is nothing to take back."""
    lines = [
        [s.folder, s.uidvalidity, uid_set(s.uids).decode(), s.target, s.flag, s.on, s.in_place]
        for s in steps
        if s.uids
    ]
    if not lines:
        return ""
    return signing.dumps([login, lines], salt=SALT, compress=True)


def unseal(token: str, login: str) -> list[Step]:
    """Raises WrongInput for a note that is forged, old, or of another box."""
    try:
        owner, lines = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature as error:
        raise WrongInput(_("It is too late to undo this.")) from error
    if owner != login:
        raise WrongInput(_("This was done in another mailbox."))
    return [_step(line) for line in lines]


def _step(line: list[Any]) -> Step:
    folder, uidvalidity, uids, *what = line
    return Step(folder, uidvalidity, tuple(read_uid_set(uids.encode())), *what)
