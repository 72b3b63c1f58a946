"""Browsers that are told what touches the safety of an account while they are closed (X-09).

Each was chosen by its owner, by itself, and never on a shared computer. They are told what happened
and nothing of any message.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.academies.registry import academies
from preau.engines.errors import EngineAway
from preau.engines.push.services import Gone, NotTaken, Receiver
from preau.formats.push import WrongKeys, check_keys, from_text
from preau.identity.apart import Apart
from preau.identity.claiming import claimed, put_off
from preau.identity.doors import push_services
from preau.identity.models import Account, Push, PushSubscription, Session
from preau.identity.queries import told_browsers
from preau.identity.sessions import digest
from preau.journal.actions import record
from preau.kit.claims import due
from preau.kit.errors import NotAllowed, NotFound, WrongInput

logger = logging.getLogger(__name__)

MOST = 10
"""Browsers of one person: who chooses one more is no longer told by the oldest."""
LASTS = timedelta(days=1)
"""For so long a browser that is off may come back and be told."""
LEFT_FOR = timedelta(days=30)
"""A browser where nobody came in for so long is told no more."""
LAST_WORD = timedelta(minutes=1)
"""After a new password, so long for whoever says it."""
LONGEST = 255
PAGE = "/settings/activity"


@dataclass(frozen=True)
class Given:
    """What a browser says of itself: where to write to it, and its keys (Push API §8)."""

    endpoint: str
    key: str
    secret: str


def subscribe(session: Session, account: Account, given: Given, *, mark: str) -> PushSubscription:
    """This browser is told from now on. Raises NotAllowed on a shared computer, WrongInput."""
    if session.is_shared:
        raise NotAllowed(_("A shared computer is told nothing."))
    _check(given)
    now = timezone.now()
    with transaction.atomic():
        PushSubscription.objects.filter(endpoint=given.endpoint).delete()
        PushSubscription.objects.filter(session=session).delete()
        made = PushSubscription.objects.create(
            account=account, session=session, mark=mark, **vars(given),
            browser=session.browser, system=session.system, made_at=now, seen_at=now,
        )  # fmt: skip
        for oldest in told_browsers(account).order_by("-seen_at")[MOST:]:
            oldest.delete()
    _note("alerts.begun", made, session.network)
    return made


def unsubscribe(account: Account, number: int, *, network: str = "") -> PushSubscription:
    """Raises NotFound for one that is not this person's."""
    found = told_browsers(account).filter(pk=number).first()
    if found is None:
        raise NotFound
    _note("alerts.ended", found, network)
    found.delete()
    return found


def come_back(account: Account, session: str, marks: Sequence[str], *, is_shared: bool) -> None:
    """Somebody comes in by a browser that was chosen; on a computer they now say is shared, it is
    told no more. `session` is its digest."""
    mine = told_browsers(account).filter(mark__in=marks)
    if is_shared:
        mine.delete()
    else:
        mine.update(session=session, seen_at=timezone.now())


def let_go(account: Account, *, but: str) -> None:
    """A new password ends their sessions: they are told that, and nothing after. Not the browser of
    the session `but`."""
    others = told_browsers(account).exclude(session=digest(but))
    others.update(session=None, left_at=timezone.now())


def push(account: Account, happened: str) -> int:
    """To every browser they chose; the sentence is in their language. How many."""
    now = timezone.now()
    told = Q(left_at=None) | Q(left_at__gt=now - LAST_WORD)
    rows = [
        Push(subscription=one, happened=happened[:LONGEST], due_at=now)
        for one in account.pushed_to.filter(told)
    ]
    return len(Push.objects.bulk_create(rows))


def push_to(subscription: PushSubscription, happened: str) -> None:
    Push.objects.create(subscription=subscription, happened=happened, due_at=timezone.now())


def begin_due() -> None:
    """The worker's: what is due is handed in apart, since push services may be slow to answer."""
    if due(Push.objects.all(), timezone.now()).exists():
        _apart.begin()


def send_pushes(now: datetime | None = None) -> int:
    """Hand in what is due; how many were tried."""
    moment = now or timezone.now()
    rows = Push.objects.select_related("subscription__account__preference")
    return sum(_send(one, moment) for one in claimed(rows, moment))


_apart = Apart(send_pushes)


def forget_left() -> int:
    now = timezone.now()
    was_told = Q(left_at__lt=now - LAST_WORD, pushes=None)
    return PushSubscription.objects.filter(was_told | Q(seen_at__lt=now - LEFT_FOR)).delete()[0]


def _send(one: Push, now: datetime) -> bool:
    """True: it was tried."""
    browser = one.subscription
    try:
        push_services().hand_in(
            Receiver(browser.endpoint, from_text(browser.key), from_text(browser.secret)),
            _words(one),
            contact=_contact(browser.account),
            lasts=int(LASTS.total_seconds()),
        )
    except EngineAway:
        put_off(one, now)
    except Gone:
        browser.delete()
    except NotTaken as error:
        logger.warning("A browser could not be told: %s", error)
        one.delete()
    else:
        PushSubscription.objects.filter(pk=browser.pk).update(told_at=now)
        one.delete()
    return True


def _words(one: Push) -> bytes:
    """What static/settings/push-worker.js reads."""
    account = one.subscription.account
    said = {
        "title": academies().of(account.academy).name,
        "body": one.happened,
        "lang": account.preference.language,
        "url": PAGE,
    }
    return json.dumps(said).encode()


def _contact(account: Account) -> str:
    return f"https://{academies().of(account.academy).entrance.host}"


def _check(given: Given) -> None:
    if not push_services().allows(given.endpoint):
        raise WrongInput(_("This browser is woken by a service that is not known here."))
    try:
        check_keys(from_text(given.key), from_text(given.secret))
    except WrongKeys as error:
        raise WrongInput(_("This browser gave no key: try again.")) from error


def _note(verb: str, browser: PushSubscription, network: str) -> None:
    account = browser.account
    record(
        verb,
        by=account.login,
        academy=account.academy,
        network=network,
        browser=browser.browser,
        system=browser.system,
    )
