"""Facts of the engines' logs, kept as traces: each batch once, with how far its log was read."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from preau.formats.maillog import Fact, dovecot
from preau.identity.models import Mailbox
from preau.traces.causes import ALONE, cause_of_delay, cause_of_refusal, judged_state
from preau.traces.keys import message_key
from preau.traces.ledger import Ledger
from preau.traces.models import ERASED, Deed, Misaddressed, Place, Trace

logger = logging.getLogger(__name__)

State = Trace.State
LONGEST = 255
# Whoever guesses addresses by the thousand must not fill the table.
MISADDRESSED_A_DAY = 5000
# A sender that is put off tries again and again: one row a cause.
SAME_TRY = timedelta(days=2)
SYMBOLS_KEPT = 16
NOBODYS = "5.1.1"
# Views over others, and where Dovecot keeps what is erased: the real folder's line tells it.
NOT_FOLDERS = ("virtual/", ERASED)


def place_of(log: str) -> tuple[str, int]:
    """How far this log was read: the head of the file, the octets of it."""
    place = Place.objects.filter(log=log).first()
    return (place.head, place.at) if place else ("", 0)


def note(
    log: str, before: tuple[str, int], after: tuple[str, int], facts: Sequence[Fact]
) -> tuple[str, int]:
    """Note what stands between two places of a log, unless somebody did; the place it is at now."""
    with transaction.atomic():
        now = timezone.now()
        _place, _made = Place.objects.get_or_create(log=log, defaults={"since": now})
        moved = Place.objects.filter(log=log, head=before[0], at=before[1])
        if not moved.update(head=after[0], at=after[1]):
            return place_of(log)
        ledger = Ledger(facts)
        for fact in facts:
            _note_one(ledger, fact)
        ledger.save()
    return after


def _note_one(ledger: Ledger, fact: Fact) -> None:
    """One that cannot be read is passed over: it would keep all that follow waiting for ever."""
    try:
        NOTED[str(fact["kind"])](ledger, fact, datetime.fromisoformat(str(fact["at"])))
    except (KeyError, TypeError, ValueError) as error:
        logger.warning("A fact of a delivery could not be read: %s", type(error).__name__)


def _named(ledger: Ledger, fact: Fact, at: datetime) -> None:
    ledger.passage(str(fact["queue"]), at).message = message_key(str(fact["message"]))


def _from(ledger: Ledger, fact: Fact, at: datetime) -> None:
    ledger.passage(str(fact["queue"]), at).sender = _short(fact["sender"])


def _judged(ledger: Ledger, fact: Fact, at: datetime) -> None:
    passage = ledger.passage(str(fact["queue"]), at)
    passage.message = passage.message or message_key(str(fact["message"]))
    passage.sender = passage.sender or _short(fact["sender"])
    passage.action, symbols = str(fact["action"]), fact["symbols"]
    if not isinstance(symbols, dict):
        raise TypeError
    passage.symbols = telling(symbols)
    state, cause = judged_state(passage.action, symbols)
    addresses = fact["addresses"]
    if not state or not isinstance(addresses, list):
        return
    for address in addresses:
        box = ledger.box(address)
        if box is not None:
            trace = ledger.trace(box, at, queue=passage.queue)
            trace.state, trace.cause, trace.address = state, cause, _short(address)


def telling(symbols: dict[str, float]) -> dict[str, float]:
    """Those that decide alone, then the heaviest."""
    heavy = sorted(symbols.items(), key=lambda one: (one[0] not in ALONE, -abs(one[1])))
    return dict(heavy[:SYMBOLS_KEPT])


def _refused(ledger: Ledger, fact: Fact, at: datetime) -> None:
    box, status = ledger.box(fact["address"]), str(fact["status"])
    sender, address = _short(fact["sender"]), _short(fact["address"])
    if box is None:
        if status == NOBODYS and sender:
            _lost(ledger, sender, address, at)
        return
    state, cause = cause_of_refusal(status)
    if state == State.WAITING and _tried_again(box, sender, cause, at):
        return
    trace = ledger.trace(box, at, queue=str(fact["queue"]))
    trace.sender, trace.address, trace.state, trace.cause = sender, address, state, cause


def _lost(ledger: Ledger, sender: str, address: str, at: datetime) -> None:
    today = Misaddressed.objects.filter(at__gt=at - timedelta(days=1)).count()
    if today + len(ledger.misaddressed) < MISADDRESSED_A_DAY:
        ledger.misaddressed.append(Misaddressed(at=at, sender=sender, address=address))


def _tried_again(box: Mailbox, sender: str, cause: str, at: datetime) -> bool:
    same = Trace.objects.filter(
        mailbox=box,
        sender=sender,
        state=State.WAITING,
        cause=cause,
        message="",
        last_at__range=(at - SAME_TRY, at),
    ).order_by("-last_at")
    return bool(
        Trace.objects.filter(pk__in=list(same.values_list("pk", flat=True)[:1])).update(last_at=at)
    )


def _tried(ledger: Ledger, fact: Fact, at: datetime) -> None:
    box = ledger.box(fact["login"])
    if box is None:
        return
    trace = ledger.trace(box, at, queue=str(fact["queue"]), session=str(fact["session"]))
    trace.address = _short(fact["address"])
    if fact["status"] == "sent":
        if trace.state in (State.WAITING, State.REFUSED):
            trace.state, trace.cause = State.TAKEN, ""
    elif fact["status"] == "kept":
        trace.state, trace.cause = State.WAITING, Trace.Cause.FULL
    elif fact["status"] == "deferred":
        trace.state, trace.cause = cause_of_delay(str(fact["code"]))
    else:
        trace.state, trace.cause = cause_of_refusal(str(fact["code"]))


def _expired(ledger: Ledger, fact: Fact, _at: datetime) -> None:
    for trace in ledger.waiting_in(str(fact["queue"])):
        trace.state = State.GIVEN_UP


FILED = {
    "stored": State.STORED,
    "discarded": State.DISCARDED,
    "forwarded": State.FORWARDED,
    "rejected": State.REJECTED,
}


def _filed(ledger: Ledger, fact: Fact, at: datetime) -> None:
    """What a script says last counts, but a message that was stored somewhere is there."""
    box = ledger.box(fact["login"])
    if box is None:
        return
    trace = ledger.trace(box, at, session=str(fact["session"]))
    trace.message = trace.message or message_key(str(fact["message"]))
    trace.target = _short(fact.get("address", "")) or trace.target
    if trace.state != State.STORED:
        trace.state, trace.cause = FILED[str(fact["how"])], ""
        trace.folder = _short(fact.get("folder", ""))


def _deed(ledger: Ledger, fact: Fact, at: datetime) -> None:
    box = ledger.box(fact["login"])
    folder = str(fact["folder"])
    if box is None or folder.startswith(NOT_FOLDERS):
        return
    ledger.deeds.append(
        Deed(
            mailbox=box,
            at=at,
            kind=str(fact["kind"]),
            device=_device(str(fact["device"])),
            message=message_key(str(fact.get("message", ""))),
            source=_short(fact.get("source", "") or (folder if "name" in fact else "")),
            folder=_short(fact.get("name", folder)),
        )
    )


def _device(number: str) -> int:
    return Deed.BY_ITSELF if number == dovecot.BY_ITSELF else int(number or Deed.BY_THE_WEB)


def _short(text: object) -> str:
    return str(text)[:LONGEST]


Noting = Callable[[Ledger, Fact, datetime], None]
NOTED: dict[str, Noting] = {
    "named": _named,
    "from": _from,
    "judged": _judged,
    "refused": _refused,
    "tried": _tried,
    "expired": _expired,
    "filed": _filed,
    **dict.fromkeys(Deed.Kind.values, _deed),
}
