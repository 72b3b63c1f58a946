"""A sender is trusted, blocked, or neither any more, from the next message on.

Dovecot reads the script from the row itself: there is nothing else to keep in step.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from preau.engines.dovecot.scripts import new_revision
from preau.filters.models import KnownSenders
from preau.filters.senders import Opinion
from preau.formats.sieve.senders import senders_script
from preau.identity.models import Account, Mailbox
from preau.journal.actions import record
from preau.kit.errors import WrongInput
from preau.mail.letters import is_address

MOST = 500


@dataclass(frozen=True)
class Judged:
    """The address as it is kept, and what was thought of it before."""

    address: str
    before: Opinion


def judge(mailbox: Mailbox, address: str, opinion: Opinion, *, by: Account) -> Judged:
    """Raises WrongInput: no address, one of the mailbox's own, or one too many."""
    one = _plain(address)
    if opinion == Opinion.BLOCKED and mailbox.addresses.filter(address__iexact=one).exists():
        raise WrongInput(_("This address is your own."))
    before = _put(mailbox, one, opinion)
    record("senders.changed", by=by.login, academy=mailbox.academy, subject=mailbox.login)
    return Judged(one, before)


@transaction.atomic
def _put(mailbox: Mailbox, address: str, opinion: Opinion) -> Opinion:
    """Into its list, and out of the other one."""
    KnownSenders.objects.get_or_create(mailbox=mailbox, defaults={"login": mailbox.login})
    known = KnownSenders.objects.select_for_update().get(mailbox=mailbox)
    lists = {Opinion.TRUSTED: set(known.trusted), Opinion.BLOCKED: set(known.blocked)}
    before = next((name for name, some in lists.items() if address in some), Opinion.NONE)
    for name, some in lists.items():
        (some.add if name == opinion else some.discard)(address)
    if any(len(some) > MOST for some in lists.values()):
        raise WrongInput(_("This list is full: take a sender out of it first."))
    known.trusted, known.blocked = (sorted(some) for some in lists.values())
    known.script, known.revision = senders_script(known.trusted, known.blocked), new_revision()
    known.save()
    return before


def _plain(address: str) -> str:
    one = address.strip().lower()
    if not is_address(one):
        raise WrongInput(_("“%(address)s” is not an address.") % {"address": one[:254]})
    return one
