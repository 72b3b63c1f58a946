"""Sessions: written down when they begin, seen, ended by their owner or by themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from preau.formats.browsers import Browser
from preau.identity.doors import announce
from preau.identity.models import Account, PushSubscription, Session
from preau.identity.queries import told_browsers
from preau.identity.sessions import digest
from preau.identity.taking import taken
from preau.journal.actions import record
from preau.kit.errors import NotFound

# How exact "last seen" is: a minute, less where a session is short.
SEEN_EVERY = 60
SEEN_PARTS = 20
OVER_KEPT = timedelta(hours=1)
A_BATCH = 1000


@dataclass(frozen=True)
class Beginning:
    """What is known of a browser as it comes in; `network` is its address."""

    browser: Browser
    network: str
    way: str
    is_shared: bool = False


def begin(key: str, account: Account, how: Beginning) -> None:
    """The session of this key belongs to this account from now on, counted from now."""
    now = timezone.now()
    Session.objects.filter(pk=digest(key)).update(
        account=account,
        began_at=now,
        seen_at=now,
        expires_at=now + timedelta(seconds=settings.SESSION_COOKIE_AGE),
        idle_seconds=settings.SHARED_IDLE if how.is_shared else settings.SESSION_IDLE,
        is_shared=how.is_shared,
        way=how.way,
        browser=how.browser.name,
        system=how.browser.system,
        network=how.network,
    )


def see(session: Session, network: str) -> None:
    """Somebody does something in it; two pages at once write it once."""
    exactly = min(SEEN_EVERY, session.idle_seconds // SEEN_PARTS)
    if timezone.now() - session.seen_at < timedelta(seconds=exactly):
        return
    if network and network != session.network:
        Session.objects.filter(pk=session.pk).update(network=network)
    stay(session)


def stay(session: Session) -> None:
    """From now on, whenever it was seen before."""
    before, session.seen_at = session.seen_at, timezone.now()
    Session.objects.filter(pk=session.pk, seen_at=before).update(seen_at=session.seen_at)


def of(account: Account) -> "QuerySet[Session]":
    """Those that are open, the last seen first."""
    now = timezone.now()
    return Session.objects.filter(account=account, expires_at__gt=now).order_by("-seen_at")


def open_sessions(account: Account) -> list[Session]:
    return [one for one in of(account) if not one.is_over]


def end(account: Account, name: str, *, network: str = "") -> Session:
    """One of one's own, at once and everywhere. Raises NotFound."""
    found = of(account).filter(pk=name).first()
    if found is None:
        raise NotFound
    _end([found], account, network)
    return found


def end_others(account: Account, *, but: str = "", network: str = "") -> int:
    """All, but the session of this key; how many. For whoever changes a password, too."""
    others = list(of(account).exclude(pk=digest(but))) if but else list(of(account))
    _end(others, account, network)
    # Also those whose session ended by its age.
    told_browsers(account).exclude(session=digest(but)).delete()
    return len(others)


def end_last(account: Account, *, but: str, network: str = "") -> Session | None:
    """The one seen last besides the session of this key, if there is one."""
    last = next((one for one in open_sessions(account) if one.pk != digest(but)), None)
    if last is not None:
        _end([last], account, network)
    return last


def close_all(account: Account) -> None:
    """The account is closed: its sessions are no more, and its open pages go blank."""
    PushSubscription.objects.filter(account=account).delete()
    for one in taken(Session.objects.filter(account=account)):
        announce(f"session:{one.pk}", "ended", {})


def close_pages(key: str) -> None:
    """Its owner signed out: its other pages go blank."""
    announce(f"session:{digest(key)}", "ended", {})


def forget_over() -> int:
    """Erase those that ended by themselves, a few at a time; how many."""
    long_ago = timezone.now() - OVER_KEPT
    over = Session.objects.filter(expires_at__lt=long_ago).values_list("pk", flat=True)[:A_BATCH]
    some = list(over)
    # Nobody ended these: their browsers are still to be told what happens.
    PushSubscription.objects.filter(session__in=some).update(session=None)
    return Session.objects.filter(pk__in=some).delete()[0]


def _end(sessions: Iterable[Session], account: Account, network: str) -> None:
    for one in taken(sessions):
        announce(f"session:{one.pk}", "ended", {})
        record(
            "session.ended",
            by=account.login,
            academy=account.academy,
            network=network,
            browser=one.browser,
            system=one.system,
            place=one.network,
        )
