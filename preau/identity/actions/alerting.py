"""The owner is told what changed in the safety of their account, on every channel they have."""

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from preau.academies.registry import academies
from preau.identity.actions.telling import tell
from preau.identity.addressing import addressing
from preau.identity.models import Account
from preau.journal.actions import record
from preau.kit import moments


def note(account: Account, verb: str, *, network: str, happened: Promise | str = "") -> None:
    """In the journal; and to the person, in their language, when `happened` says what to tell."""
    record(verb, by=account.login, academy=account.academy, network=network, subject=account.login)
    if happened:
        alert(account, happened, network=network)


def alert(account: Account, happened: Promise | str, *, network: str) -> None:
    """`happened` is a lazy sentence: it becomes the subject, and the first line."""
    with addressing(account):
        tell(account, str(happened), _letter(account, str(happened), network))


def _letter(account: Account, happened: str, network: str) -> str:
    parts = [
        _("Hello %(name)s,") % {"name": account.name},
        happened,
        _("When: %(moment)s.") % {"moment": moments.full_label(timezone.now())}
        + (("\n" + _("From: network %(network)s.") % {"network": network}) if network else ""),
        _("If it was you, there is nothing to do."),
        _("If it was not you, change your password at once, and tell the help desk.")
        + _phone(account),
    ]
    return "\n\n".join(parts) + "\n"


def _phone(account: Account) -> str:
    phone = academies().of(account.academy).help.phone
    return " " + _("By telephone: %(phone)s.") % {"phone": phone} if phone else ""
