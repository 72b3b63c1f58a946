"""A newcomer proves who they are and chooses a password: once (I-08..I-13, E-05, E-06, W-05).

A NUMEN identifies and never authenticates: it takes the birth date, and a slip that was handed
over or a code mailed to the address that the staff file knows. Which of them is wrong is not told.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.academies.registry import academies
from preau.identity import activation_tries as tries
from preau.identity.actions.preparing import prepare
from preau.identity.actions.proving import NotProved, issue_code, spaced, use_code
from preau.identity.actions.telling import tell, tell_at
from preau.identity.addressing import addressing
from preau.identity.arrivals import good_slip, newcomer
from preau.identity.letter_budget import CODE_SENT, CODES
from preau.identity.models import Account, ActivationRequest, SecondAddress, Slip
from preau.identity.slips import is_code_of, unused
from preau.identity.taking import answer_each
from preau.journal.actions import record

PURPOSE = "activation"
CODE_LASTS = timedelta(minutes=30)


class NotRecognised(Exception):
    """One of the three does not go with the others; which one is never told."""


class TooManyTries(Exception):
    """From this network, whoever was tried."""


@dataclass(frozen=True)
class Claim:
    """Who somebody says they are. `hashed` is the NUMEN as we keep it (identity/numens.py)."""

    hashed: str
    birth: date
    academy: str
    network: str


@dataclass(frozen=True)
class Proof:
    """Who they were found to be, and the slip that is used up when they choose a password."""

    account: Account
    slip: Slip | None = None

    @property
    def is_ready(self) -> bool:
        """False while the file waits to be processed (E-05)."""
        return self.account.state == Account.State.TO_ACTIVATE


def prove_by_slip(claim: Claim, typed: str) -> Proof:
    """Uses nothing up. Raises NotRecognised, TooManyTries."""
    _wait_if_needed(claim)
    account = newcomer(claim.hashed, claim.birth, claim.academy)
    slip = good_slip(account)
    if not is_code_of(slip, typed) or account is None:
        tries.note_refusal(claim.hashed, claim.academy, claim.network)
        raise NotRecognised
    return Proof(account, slip)


def ask_for_code(claim: Claim) -> None:
    """The worker sends one to who exists. Raises TooManyTries, and tells nothing else."""
    _wait_if_needed(claim)
    ActivationRequest.objects.create(
        academy=claim.academy,
        network=claim.network,
        numen_hash=claim.hashed,
        birth_date=claim.birth,
    )


def prove_by_code(claim: Claim, typed: str) -> Proof:
    """Uses the code up. Raises NotRecognised, TooManyTries."""
    _wait_if_needed(claim)
    is_hunted = tries.is_hunted(claim.hashed, claim.academy)
    account = newcomer(claim.hashed, claim.birth, claim.academy)
    address = "" if is_hunted else _address_proved(account, typed)
    if account is None or not address:
        tries.note_refusal(claim.hashed, claim.academy, claim.network)
        raise NotRecognised
    SecondAddress.objects.filter(person=account.person, address=address).update(
        proved_at=timezone.now(), failed_at=None
    )
    return Proof(account)


@transaction.atomic
def activate(proof: Proof, password_hash: str, *, network: str) -> Account:
    """The account is active, the slip is used: of two who come at once, one does.

    Raises NotRecognised. The password was found good before; only its hash comes here.
    """
    now = timezone.now()
    account = proof.account
    if proof.slip is not None:
        _use_slip(proof.slip, network)
    waiting = Account.objects.filter(pk=account.pk, state=Account.State.TO_ACTIVATE)
    if not waiting.update(
        state=Account.State.ACTIVE,
        password=password_hash,
        password_changed_at=now,
        activated_at=now,
        must_change_password=False,
    ):
        raise NotRecognised
    account.refresh_from_db()
    unused().filter(account=account).update(revoked_at=now)
    record("account.activated", by=account.login, academy=account.academy, network=network)
    prepare(account.login)
    _welcome(account, network)
    return account


def answer_activations() -> int:
    """The worker's: codes leave for who exists, and what was typed is erased; how many."""
    return answer_each(ActivationRequest.objects.order_by("pk")[:200], _answer)


def forget_unanswered(now: datetime | None = None) -> int:
    """What could not be answered while its code would last is asked again by whoever waits."""
    before = (now or timezone.now()) - CODE_LASTS
    return ActivationRequest.objects.filter(made_at__lt=before).delete()[0]


def _wait_if_needed(claim: Claim) -> None:
    if tries.must_wait(claim.hashed, claim.academy, claim.network):
        raise TooManyTries


def _address_proved(account: Account | None, typed: str) -> str:
    """The address whose code this is, or nothing; nobody's code takes as long to look at."""
    try:
        return use_code(account or Account(pk=0), PURPOSE, typed).about
    except NotProved:
        return ""


def _use_slip(slip: Slip, network: str) -> None:
    good = unused().filter(pk=slip.pk, expires_at__gt=timezone.now())
    if not good.update(used_at=timezone.now()):
        raise NotRecognised
    account = slip.account
    record("slip.used", by=account.login, academy=account.academy, network=network)


def _answer(request: ActivationRequest) -> None:
    account = newcomer(request.numen_hash, request.birth_date, request.academy)
    if account is None or not CODES.allows(account):
        return
    address = SecondAddress.objects.filter(person=account.person).values_list("address", flat=True)
    if known := address.first():
        with addressing(account):
            _send_code(account, known)
        CODES.note(account, CODE_SENT, request.network)


def _send_code(account: Account, address: str) -> None:
    code = issue_code(account, PURPOSE, CODE_LASTS, about=address)
    words = _(
        "Hello %(name)s,\n\n"
        "Your code to activate your mailbox of the %(academy)s: %(code)s\n\n"
        "It works once, for 30 minutes, on the page where you asked for it.\n\n"
        "You did not ask for anything? Do nothing, and tell nobody this code."
    ) % {
        "name": account.given_name,
        "academy": academies().of(account.academy).name,
        "code": spaced(code),
    }
    tell_at(account.academy, [address], _("Your code to activate your mailbox"), words)


def _welcome(account: Account, network: str) -> None:
    with addressing(account):
        words = _(
            "Hello %(name)s,\n\n"
            "Your mailbox %(address)s is active since %(moment)s (network %(network)s). "
            "Your identifier is: %(identifier)s\n\n"
            "Your NUMEN opens nothing any more: keep it to yourself, and never send it by mail.\n\n"
            "It was not you? Call the help desk at once."
        ) % {
            "name": account.given_name,
            "address": account.address,
            "moment": f"{timezone.localtime():%d/%m/%Y %H:%M}",
            "network": network,
            "identifier": account.identifier,
        }
        tell(account, _("Your mailbox is active"), words)
