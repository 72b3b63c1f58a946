"""An address outside, recorded by its owner and proved by a code (E-06, I-19)."""

import re
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.academies.registry import academies
from preau.identity.actions.proving import issue_code, spaced, use_code
from preau.identity.actions.telling import tell_at
from preau.identity.models import Account, OneTimeProof, SecondAddress
from preau.journal.actions import record
from preau.journal.queries import recent
from preau.kit.errors import WrongInput

PURPOSE = "second_address"
ASKED = "second_address.asked"
CODE_LASTS = timedelta(minutes=30)
WINDOW = timedelta(hours=1)
MOST_CODES = 5
# What a letter can be sent to: a dot-atom of RFC 5322, as every provider gives them.
_SHAPE = re.compile(
    r"(?=[^@]{1,64}@)[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*"
    r"@([a-z0-9-]{1,63}\.)+[a-z]{2,63}",
    re.ASCII,
)


def ask_to_prove(account: Account, typed: str, *, network: str = "") -> str:
    """Mails a code there; returns the address as it is kept. Raises WrongInput."""
    address = outside_address(typed)
    if recent(ASKED, within=WINDOW).filter(actor=account.login).count() >= MOST_CODES:
        raise WrongInput(_("Too many codes were sent. Wait an hour, then try again."))
    code = issue_code(account, PURPOSE, CODE_LASTS, about=address)
    record(ASKED, by=account.login, academy=account.academy, network=network)
    words = _(
        "Hello %(name)s,\n\n"
        "The code that proves that this address is yours: %(code)s\n\n"
        "It works once, for 30 minutes, on the page where you asked for it.\n\n"
        "You know nothing of it? Somebody mistyped their own address: do nothing."
    ) % {"name": account.given_name, "code": spaced(code)}
    tell_at(account.academy, [address], _("Your code for your second address"), words)
    return address


def outside_address(typed: str) -> str:
    """In lower case and without spaces. Raises WrongInput for what is none, or one of ours."""
    address = "".join(typed.split()).lower()
    if _SHAPE.fullmatch(address) is None:
        raise WrongInput(_("This is not an address such as claire@example.org."))
    domain = address.rpartition("@")[2]
    if any(domain in academy.domains for academy in academies().all):
        raise WrongInput(
            _("Choose an address outside the académie: it helps when you are shut out.")
        )
    return address


def waiting_address(account: Account) -> str:
    """Where a code was sent that is still good, or nothing."""
    open_ = OneTimeProof.objects.filter(account=account, purpose=PURPOSE, used_at__isnull=True)
    return open_.filter(expires_at__gt=timezone.now()).values_list("about", flat=True).first() or ""


def known_address(account: Account) -> SecondAddress | None:
    return SecondAddress.objects.filter(person=account.person_id).first()


@transaction.atomic
def prove(account: Account, code: str, *, network: str = "") -> str:
    """The address is recorded as the owner's; the one before is told. Raises NotProved."""
    address = use_code(account, PURPOSE, code).about
    before = known_address(account)
    SecondAddress.objects.update_or_create(
        person_id=account.person_id,
        defaults={"address": address, "proved_at": timezone.now(), "failed_at": None},
    )
    record("second_address.proved", by=account.login, academy=account.academy, network=network)
    if before is not None and before.address != address:
        _tell_former(account, before.address)
    return address


def _tell_former(account: Account, address: str) -> None:
    words = _(
        "Hello %(name)s,\n\n"
        "This address is no longer the second address of your mailbox %(box)s: another one was "
        "recorded and proved.\n\n"
        "It was not you? Call the help desk at once."
    ) % {"name": account.given_name, "box": account.address}
    tell_at(
        account.academy, [address, account.address], _("Your second address was changed"), words
    )
