"""The messages of one conversation, to be read together."""

from preau.engines.errors import Missing
from preau.mail import order, replies
from preau.mail.access import Desk
from preau.mail.reading import Letter, read_letter, read_letters

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
    letters = read_letters(desk.box, near[::-1])
    if uid not in {letter.uid for letter in letters}:
        raise Missing("This message is no longer here.")
    return letters


def own_replies(desk: Desk, message_ids: set[str]) -> list[Letter]:
    """What the person answered to these messages; leaves Sent selected if there is any."""
    uids = replies.own_replies(desk, message_ids)[-MOST_TOGETHER:]
    if not uids:
        return []
    desk.select("sent")
    return read_letters(desk.box, uids)
