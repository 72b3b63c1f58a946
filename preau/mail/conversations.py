"""The messages of one conversation, to be read together."""

import contextlib

from preau.engines.errors import Missing
from preau.mail import order, replies
from preau.mail.access import Desk
from preau.mail.reading import Letter, read_letter

# A conversation longer than this is read from its newest messages; the list has them all.
MOST_TOGETHER = 30


def around(desk: Desk, uid: int, *, threaded: bool) -> list[Letter]:
    """Oldest first, the asked one always among them. Raises Missing when it is gone."""
    if not threaded or desk.box.state is None:
        return [read_letter(desk.box, uid)]
    thread = list(order.in_threads(desk.login, desk.box, desk.box.state).of(uid))
    near = thread[:MOST_TOGETHER]
    if uid not in near:
        near.append(uid)
    return _read(desk, near[::-1], uid)


def own_replies(desk: Desk, message_ids: set[str]) -> list[Letter]:
    """What the person answered to these messages; leaves Sent selected."""
    letters = []
    for uid in replies.own_replies(desk, message_ids)[-MOST_TOGETHER:]:
        with contextlib.suppress(Missing):
            letters.append(read_letter(desk.box, uid))
    return letters


def _read(desk: Desk, uids: list[int], asked: int) -> list[Letter]:
    letters = []
    for uid in uids:
        try:
            letters.append(read_letter(desk.box, uid))
        except Missing:
            if uid == asked:
                raise
    return letters
