"""Where the copy of a letter stands for other programs, and how it goes."""

from typing import NamedTuple

from preau.engines.errors import Conflict, Missing
from preau.mail.doors import mailstore
from preau.mail.models import Draft
from preau.mail.names import standing


def remove_mirror(draft: Draft) -> None:
    remove_copy(draft.mailbox.login, Copy.of(draft))


class Copy(NamedTuple):
    """Where the copy of a letter stands for other programs."""

    role: str
    uidvalidity: int | None
    uid: int | None

    @classmethod
    def of(cls, draft: Draft) -> "Copy":
        return cls(draft.mirror_role, draft.mirror_uidvalidity, draft.mirror_uid)


def remove_copy(login: str, copy: Copy) -> None:
    if not copy.uid or not copy.uidvalidity:
        return
    with mailstore().open(login) as box:
        try:
            box.select(standing(login, copy.role), uidvalidity=copy.uidvalidity)
        except (Missing, Conflict):
            return
        box.expunge([copy.uid])
