"""One button for what can be mended: a message that stands elsewhere goes to the inbox."""

from collections.abc import Callable, Iterator

from preau.engines.errors import Missing
from preau.filters.actions import judging, saving
from preau.filters.senders import Opinion
from preau.filters.sheet import read_sheet
from preau.identity.models import Account, Mailbox
from preau.kit.errors import NotFound
from preau.mail.access import Desk
from preau.mail.actions import filing
from preau.mail.actions.done import Done
from preau.mail.people import from_envelope
from preau.mail.selection import Selection, select_messages
from preau.mail.undo import Step
from preau.traces.models import ERASED
from preau.traces.standing import DELETED


def mend(desk: Desk, folder: str, mark: tuple[int, int], deed: str) -> Done:
    """`mark` is (UIDVALIDITY, UID) in the folder of that key. Raises NotFound, Conflict."""
    if deed == RESTORE:
        return _restore(desk, folder, mark)
    return DEEDS[deed](desk, select_messages(desk, folder, [mark]))


def switch_rule_off(mailbox: Mailbox, ident: str, *, by: Account) -> str:
    """The name of the rule. Raises NotFound for one that is no more."""
    sheet = read_sheet(mailbox)
    rule = sheet.rule(ident)
    at = sheet.script.items.index(rule)
    saving.switch(mailbox, at, on=False, by=by, stamp=sheet.stamp)
    return rule.name


def _restore(desk: Desk, folder: str, mark: tuple[int, int]) -> Done:
    """Out of what Dovecot keeps of erased mail, which is no folder to choose from."""
    if not folder.startswith(ERASED):
        raise NotFound
    try:
        desk.box.select(folder, uidvalidity=mark[0])
    except Missing as error:
        raise NotFound from error
    return Done(len(desk.box.move([mark[1]], "INBOX").targets))


def _to_inbox(desk: Desk, chosen: list[Selection]) -> Done:
    return filing.move(desk, chosen, "inbox")


def _not_junk(desk: Desk, chosen: list[Selection]) -> Done:
    """The filter learns from the move itself."""
    return filing.mark_junk(desk, chosen, on=False)


def _trust(desk: Desk, chosen: list[Selection]) -> Done:
    """From now on too. Raises WrongInput."""
    for address in _senders(desk, chosen):
        judging.judge(desk.mailbox, address, Opinion.TRUSTED, by=desk.account)
    return _not_junk(desk, chosen)


def _unblock(desk: Desk, chosen: list[Selection]) -> Done:
    for address in _senders(desk, chosen):
        judging.judge(desk.mailbox, address, Opinion.NONE, by=desk.account)
    return _to_inbox(desk, chosen)


def _senders(desk: Desk, chosen: list[Selection]) -> Iterator[str]:
    for one in chosen:
        desk.box.keep_open(one.folder, uidvalidity=one.uidvalidity)
        for summary in desk.box.summaries(one.uids):
            yield from (sender.address for sender in from_envelope(summary.senders)[:1])


def _show(desk: Desk, chosen: list[Selection]) -> Done:
    """Where it stands, no longer marked as deleted."""
    for one in chosen:
        desk.box.keep_open(one.folder, uidvalidity=one.uidvalidity)
        desk.box.flag(one.uids, DELETED, on=False)
    steps = [Step(one.folder, one.uidvalidity, one.uids, flag=DELETED, on=True) for one in chosen]
    return Done(sum(len(one.uids) for one in chosen), steps)


RESTORE = "restore"
DEEDS: dict[str, Callable[[Desk, list[Selection]], Done]] = {
    "inbox": _to_inbox,
    "not_junk": _not_junk,
    "trust": _trust,
    "unblock": _unblock,
    "show": _show,
}
