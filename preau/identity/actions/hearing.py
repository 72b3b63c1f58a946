"""What Dovecot tells of each sign-in: a device's last use, or why a program stays outside.

What was typed is compared and forgotten: it is neither kept nor written anywhere. A name that is
nobody's is kept under nobody.
"""

import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic
from typing import Any

from django.db.models import F
from django.utils import timezone

from preau.identity import passwords, tokens
from preau.identity.actions.telling_of_devices import tell_of_new_place
from preau.identity.models import Account, DevicePassword, DeviceRefusal, DeviceUse
from preau.identity.queries import account_reached_by

Reason = DeviceRefusal.Reason
PROTOCOLS = ("imap", "smtp", "sieve")
WRITTEN_EVERY = 60.0
REFUSAL_EVERY = 2.0
# Comparing with the web's password costs a tenth of a second: not for who guesses.
MAIN_CHECKED_EVERY = 20.0
MAIN_CHECKED_BY_ALL = 2.0


class Pace:
    """Lets the same thing through once in a while; for one process, and forgets what is old."""

    def __init__(self, every: float, most: int = 10_000) -> None:
        self._every, self._most = every, most
        self._last: OrderedDict[object, float] = OrderedDict()
        self._lock = Lock()

    def lets(self, thing: object) -> bool:
        now = monotonic()
        with self._lock:
            if now - self._last.get(thing, -self._every) < self._every:
                return False
            self._last[thing] = now
            self._last.move_to_end(thing)
            while len(self._last) > self._most:
                self._last.popitem(last=False)
            return True


class Verdicts:
    """Whether what was typed was the web's password, for programs that try the same again and
    again: kept in this process alone, under a key that dies with it."""

    def __init__(self, most: int = 2_000) -> None:
        self._key, self._most = secrets.token_bytes(32), most
        self._known: OrderedDict[bytes, bool] = OrderedDict()
        self._lock = Lock()

    def of(self, account: Account, typed: str) -> bool:
        words = f"{account.pk}\0{account.password}\0{typed}".encode()
        key = hmac.digest(self._key, words, "sha256")
        if key not in self._known:
            if not (_main_of_one.lets(account.pk) and _main_of_all.lets("all")):
                return False
            self._keep(key, passwords.is_right(account, typed))
        return self._known.get(key, False)

    def _keep(self, key: bytes, verdict: bool) -> None:  # noqa: FBT001 -- it is what is kept
        with self._lock:
            self._known[key] = verdict
            while len(self._known) > self._most:
                self._known.popitem(last=False)


JUST_WRITTEN = timedelta(seconds=WRITTEN_EVERY)
_uses = Pace(WRITTEN_EVERY)
_refusals = Pace(REFUSAL_EVERY)
_main_of_one = Pace(MAIN_CHECKED_EVERY)
_main_of_all = Pace(MAIN_CHECKED_BY_ALL)
_verdicts = Verdicts()


@dataclass(frozen=True)
class SignIn:
    """One sign-in as Dovecot reports it; `device` is 0 for one that failed."""

    name: str
    protocol: str
    network: str
    device: int
    typed: str = field(default="", repr=False)


def read(told: dict[str, Any]) -> SignIn | None:
    """None for what is not a device's: the web itself, a protocol that is not ours."""
    if told.get("master") or told.get("protocol") not in PROTOCOLS:
        return None
    number = str(told.get("device") or "0")
    return SignIn(
        name=str(told.get("login", ""))[:255],
        protocol=str(told["protocol"]),
        network=str(told.get("network", ""))[:64],
        device=int(number) if number.isdigit() and told.get("success") else 0,
        typed=str(told.get("typed", ""))[:512],
    )


def hear(said: SignIn) -> None:
    if said.device:
        if _uses.lets((said.device, said.protocol, said.network)):
            note_use(said)
    elif said.typed and _refusals.lets((said.name, said.protocol, said.network)):
        note_failure(said)


def note_use(said: SignIn) -> None:
    now = timezone.now()
    mine = DeviceUse.objects.filter(
        device=said.device, protocol=said.protocol, network=said.network
    )
    # Each process of the web has a pace of its own: what another just wrote stays.
    if mine.filter(last_at__lte=now - JUST_WRITTEN).update(last_at=now) or mine.exists():
        return
    device = DevicePassword.objects.filter(pk=said.device).select_related("account__preference")
    for one in device:
        tell_of_new_place(one, said.network, now)
        DeviceUse.objects.get_or_create(
            device=one,
            protocol=said.protocol,
            network=said.network,
            defaults={"first_at": now, "last_at": now},
        )


def note_failure(said: SignIn) -> None:
    known = _device_of(said.typed)
    account = account_of(said.name)
    if known is not None and known.account != account:
        note_refusal(known.account, Reason.NAME, said.protocol, said.network, device=known)
    elif account is not None:
        reason = _why(account, known, said)
        note_refusal(account, reason, said.protocol, said.network, device=known)


def note_refusal(
    account: Account,
    reason: str,
    protocol: str,
    network: str,
    *,
    device: DevicePassword | None = None,
    at: datetime | None = None,
) -> None:
    """One row a cause: its last time, and how often."""
    now = at or timezone.now()
    values = {"account": account, "reason": reason, "protocol": protocol, "network": network}
    mine = DeviceRefusal.objects.filter(**values)
    if not mine.update(last_at=now, count=F("count") + 1, device=device):
        DeviceRefusal.objects.get_or_create(
            **values, defaults={"first_at": now, "last_at": now, "device": device}
        )


def _device_of(typed: str) -> DevicePassword | None:
    """Whose password this is, whether or not it still opens something."""
    digests = {tokens.digest(typed), tokens.digest(tokens.as_meant(typed) or typed)}
    found = DevicePassword.objects.filter(sha256__in=digests).select_related("account")
    return found.filter(account__state=Account.State.ACTIVE).first()


def account_of(name: str) -> Account | None:
    """One that may sign in."""
    found = account_reached_by(name)
    return found if found is not None and found.state == Account.State.ACTIVE else None


def _why(account: Account, device: DevicePassword | None, said: SignIn) -> str:
    if device is None:
        return Reason.MAIN if _is_main(account, said.typed) else Reason.WRONG
    if device.revoked_at is not None:
        return Reason.REVOKED
    if device.sha256 != tokens.digest(said.typed):
        return Reason.MISTYPED
    return Reason.PROTOCOL if said.protocol not in device.allowed else Reason.WRONG


def _is_main(account: Account, typed: str) -> bool:
    return tokens.as_meant(typed) is None and _verdicts.of(account, typed)
