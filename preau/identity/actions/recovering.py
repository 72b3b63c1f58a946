"""A password or an identifier was lost: who proves the second channel chooses a new password.

The page only writes down what was asked; the worker looks it up and writes to the second address.
So the page takes as long, and says the same, whether or not the person exists (I-16..I-21, W-09).
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.academies.registry import academies
from preau.formats.numen import Numen
from preau.identity import throttle
from preau.identity.actions.changing_password import put_password
from preau.identity.actions.proving import (
    NotProved,
    digest,
    issue_link,
    look_at_link,
    use_code,
    use_link,
    withdraw,
)
from preau.identity.actions.telling import second_addresses, tell, tell_at
from preau.identity.addressing import addressing
from preau.identity.letter_budget import LINK_SENT, LINKS, WARNED_ALONE
from preau.identity.models import Account, RecoveryRequest
from preau.identity.numens import numen_hash
from preau.identity.queries import account_named
from preau.identity.taking import answer_each
from preau.journal.actions import record
from preau.journal.queries import recent

PURPOSE = "recovery"
SEALED = "sealed"
LINK_LASTS = timedelta(minutes=30)
CODE_LASTS = timedelta(hours=24)

ASKED = "recovery.asked"
# Requests let through: from one network they are refused aloud, for one person in silence
# (identity/letter_budget.py).
WINDOW = timedelta(hours=1)
BY_NETWORK = 60


class TooManyRequests(Exception):
    """From this network, whoever was asked for."""


def ask_by_name(name: str, *, academy: str, host: str, network: str) -> None:
    """By identifier or own address. Raises TooManyRequests, and tells nothing else."""
    typed = "".join(name.split()).casefold()
    _ask(throttle.disguise(typed), academy, network)
    RecoveryRequest.objects.create(academy=academy, host=host, network=network, name=typed)


def ask_by_numen(numen: Numen, birth: date, *, academy: str, host: str, network: str) -> None:
    """For who does not know their identifier. Raises TooManyRequests, and tells nothing else."""
    hashed = numen_hash(numen)
    _ask(throttle.disguise(hashed), academy, network)
    RecoveryRequest.objects.create(
        academy=academy, host=host, network=network, numen_hash=hashed, birth_date=birth
    )


def answer_requests() -> int:
    """The worker answers those who exist and forgets what was typed; how many it looked at."""
    return answer_each(RecoveryRequest.objects.order_by("pk")[:200], _answer)


def forget_unanswered(now: datetime | None = None) -> int:
    """What could not be answered in an hour never will be: nothing typed is kept longer."""
    return RecoveryRequest.objects.filter(made_at__lt=(now or timezone.now()) - WINDOW).delete()[0]


def account_of_link(token: str, academy: str) -> Account:
    """Whom the link is for, before a password is chosen. Raises NotProved, also for who was
    suspended since: a password chosen meanwhile would open the account the day it opens again."""
    account = look_at_link(PURPOSE, token).account
    if account.state != Account.State.ACTIVE or account.academy != academy:
        raise NotProved
    return account


def choose_by_link(token: str, password_hash: str, *, academy: str, network: str) -> Account:
    """Raises NotProved. The password was found good before; only its hash comes here."""
    with transaction.atomic():
        account = account_of_link(token, academy)
        use_link(PURPOSE, token)
        return _renew(account, password_hash, network=network)


def open_seal(name: str, birth: date, code: str, *, academy: str, network: str) -> str:
    """A code handed over becomes a link of this browser. Raises NotProved, TooManyRequests.

    The three have to agree; which of them does not is not told. Tries are counted by network, and
    by code, which dies after a few.
    """
    _ask(throttle.disguise(name), academy, network, verb="code.tried")
    account = account_named(name, academy)
    if account is None or account.person.birth_date != birth:
        digest(SEALED, f"0:{code}")
        raise NotProved
    use_code(account, SEALED, code)
    return issue_link(account, PURPOSE, LINK_LASTS)


def masked(address: str) -> str:
    """Enough to recognise one's own: `c•••e@m•••.example`."""
    name, _at, domain = address.partition("@")
    host, _dot, suffix = domain.rpartition(".")
    return f"{name[:1]}•••{name[-1:] if len(name) > 2 else ''}@{host[:1]}•••.{suffix}"


def _ask(subject: str, academy: str, network: str, *, verb: str = ASKED) -> None:
    if recent(verb, within=WINDOW).filter(network=network).count() >= BY_NETWORK:
        raise TooManyRequests
    record(verb, by=subject, academy=academy, network=network)


def _answer(request: RecoveryRequest) -> None:
    account = _account_of(request)
    if account is None or not LINKS.allows(account):
        return
    with addressing(account):
        _write_to(account, request)


def _account_of(request: RecoveryRequest) -> Account | None:
    if request.name:
        return account_named(request.name, request.academy)
    return Account.objects.filter(
        academy=request.academy,
        state=Account.State.ACTIVE,
        person__numen_hash=request.numen_hash,
        person__birth_date=request.birth_date,
    ).first()


def _write_to(account: Account, request: RecoveryRequest) -> None:
    addresses = second_addresses(account)
    LINKS.note(account, LINK_SENT if addresses else WARNED_ALONE, request.network)
    if addresses:
        token = issue_link(account, PURPOSE, LINK_LASTS)
        tell_at(account.academy, addresses, _("Choose a new password"), _letter(
            account, f"{request.host}/recover/link/{token}"
        ))  # fmt: skip
    subject = _("Somebody asked for a new password")
    tell_at(account.academy, [account.address], subject, _warning(account, request, addresses))


def _letter(account: Account, link: str) -> str:
    return _(
        "Hello %(name)s,\n\n"
        "A new password was asked for your mailbox of the %(academy)s. "
        "Your identifier is: %(identifier)s\n\n"
        "To choose the new password, open this address within 30 minutes. It works once:\n"
        "%(link)s\n\n"
        "You did not ask for anything? Do nothing: your password stays as it is.\n"
        "Nobody of the académie ever asks for your password."
    ) % {
        "name": account.given_name,
        "academy": academies().of(account.academy).name,
        "identifier": account.identifier,
        "link": link,
    }


def _warning(account: Account, request: RecoveryRequest, addresses: list[str]) -> str:
    went = (
        _("A link was sent to your second address, %(address)s.")
        % {"address": masked(addresses[0])}
        if addresses
        else _("You have no second address, so nothing could be sent: record one in the settings.")
    )
    return _(
        "Hello %(name)s,\n\n"
        "Somebody said at the entrance that they had lost your password or your identifier "
        "(network %(network)s). %(went)s\n\n"
        "If it was not you, your account is safe as long as your second address is yours: "
        "check it in Settings, Security."
    ) % {"name": account.given_name, "network": request.network, "went": went}


def _renew(account: Account, password_hash: str, *, network: str) -> Account:
    put_password(account, password_hash, network=network)
    withdraw(account, PURPOSE, SEALED)
    record("password.recovered", by=account.login, academy=account.academy, network=network)
    with addressing(account):
        tell(account, _("Your password was changed"), _(
            "Hello %(name)s,\n\n"
            "A new password was chosen for your mailbox (network %(network)s). All sessions were "
            "ended; the programs and phones that have a password of their own go on.\n\n"
            "If it was not you, call the help desk at once."
        ) % {"name": account.given_name, "network": network})  # fmt: skip
    return account
