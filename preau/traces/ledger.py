"""What is known already of what a batch of facts speaks of, read and written at once.

Three engines write three logs, read one after the other: a fact may come before the one it follows.
Postfix's name of the queue and Dovecot's session join them, whichever comes first.
"""

from collections.abc import Iterable
from datetime import datetime

from preau.formats.maillog import Fact
from preau.identity.models import Address, Mailbox, Relocation
from preau.traces.models import Deed, Misaddressed, Passage, Trace

# What the columns take.
QUEUE, SESSION = 24, 64


class Ledger:
    def __init__(self, facts: Iterable[Fact]) -> None:
        known = list(facts)
        queues = {str(fact["queue"])[:QUEUE] for fact in known if fact.get("queue")}
        sessions = {str(fact["session"])[:SESSION] for fact in known if fact.get("session")}
        self.deeds: list[Deed] = []
        self.misaddressed: list[Misaddressed] = []
        self._boxes = _boxes_of(known)
        self._passages = {one.queue: one for one in Passage.objects.filter(queue__in=queues)}
        self._traces = [
            *Trace.objects.filter(queue__in=queues),
            *Trace.objects.filter(session__in=sessions),
        ]

    def box(self, name: object) -> Mailbox | None:
        """By login or address, without what stands behind a `+`."""
        return self._boxes.get(_plain(name))

    def passage(self, queue: str, at: datetime) -> Passage:
        queue = queue[:QUEUE]
        return self._passages.setdefault(queue, Passage(queue=queue, at=at))

    def trace(self, box: Mailbox, at: datetime, *, queue: str = "", session: str = "") -> Trace:
        """The one that stands under either name, or a new one; it gets both. Without a name it is
        always a new one."""
        queue, session = queue[:QUEUE], session[:SESSION]
        one = self._known(box, queue, session)
        if one is None:
            one = Trace(mailbox=box, at=at, last_at=at, state=Trace.State.TAKEN)
            self._traces.append(one)
        one.queue, one.session = queue or one.queue, session or one.session
        one.at, one.last_at = min(one.at, at), max(one.last_at, at)
        return one

    def _known(self, box: Mailbox, queue: str, session: str) -> Trace | None:
        for one in self._traces:
            is_same = (queue and one.queue == queue) or (session and one.session == session)
            if is_same and one.mailbox_id == box.pk:
                return one
        return None

    def waiting_in(self, queue: str) -> list[Trace]:
        return [one for one in self._traces if one.queue == queue and one.state == "waiting"]

    def save(self) -> None:
        for passage in self._passages.values():
            passage.save()
        for trace in self._traces:
            if trace.queue in self._passages:
                _complete(trace, self._passages[trace.queue])
            trace.save()
        Deed.objects.bulk_create(self.deeds)
        Misaddressed.objects.bulk_create(self.misaddressed)


def _complete(trace: Trace, passage: Passage) -> None:
    """What the message is known by; why it looks bad only where that decided something."""
    trace.message = trace.message or passage.message
    trace.sender = trace.sender or passage.sender
    if passage.action not in ("", "no action"):
        trace.symbols = passage.symbols


def _boxes_of(facts: list[Fact]) -> dict[str, Mailbox]:
    names = {
        _plain(name)
        for fact in facts
        for name in (fact.get("login"), fact.get("address"), *_addresses(fact))
        if name
    }
    found = {one.login: one for one in Mailbox.objects.filter(login__in=names)}
    addresses = Address.objects.filter(address__in=names).select_related("mailbox")
    return found | _relocated(names) | {row.address: row.mailbox for row in addresses}


def _relocated(names: set[str]) -> dict[str, Mailbox]:
    """By an address that is no more: the box of the new one, where we have it."""
    rows = list(Relocation.objects.filter(address__in=names).select_related("mailbox"))
    new = Address.objects.filter(address__in=[row.new_address for row in rows])
    boxes = {row.address: row.mailbox for row in new.select_related("mailbox")}
    return {row.address: boxes.get(row.new_address, row.mailbox) for row in rows}


def _addresses(fact: Fact) -> list[object]:
    given = fact.get("addresses")
    return list(given) if isinstance(given, list) else []


def _plain(name: object) -> str:
    local, _, domain = str(name).lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
