"""A sealed code, handed over by the head of school or the help desk to somebody they recognise.

Whoever hands it over chooses no password and sees none; the code alone opens nothing: it takes
the identifier and the birth date with it, and the owner is told on all their channels.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.identity.actions.proving import issue_code
from preau.identity.actions.recovering import CODE_LASTS, SEALED
from preau.identity.actions.telling import tell
from preau.identity.addressing import addressing
from preau.identity.models import Account
from preau.identity.rules import may_help
from preau.journal.actions import record
from preau.kit.errors import NotAllowed, NotFound


def seal_code(account: Account, helper: Account, *, network: str = "") -> str:
    """Eight digits, good for a day; one made before dies. Raises NotFound, NotAllowed."""
    if not may_help(helper, account):
        raise NotFound(_("There is nobody of that name here."))
    if account.state != Account.State.ACTIVE:
        raise NotAllowed(_("This account is not active: a code would open nothing."))
    if account.person.birth_date is None:
        raise NotAllowed(_("The birth date of this person is not known: ask the staff office."))
    code = issue_code(account, SEALED, CODE_LASTS, about=helper.login)
    record(
        "code.sealed",
        by=helper.login,
        academy=account.academy,
        subject=account.login,
        network=network,
    )
    _tell_owner(account, helper)
    return code


def _tell_owner(account: Account, helper: Account) -> None:
    with addressing(account):
        words = _(
            "Hello %(name)s,\n\n"
            "%(helper)s has made a sealed code for you on %(day)s: with your identifier and your "
            "birth date, it lets you choose a new password, within a day.\n\n"
            "You did not ask for it? Call the help desk at once."
        ) % {
            "name": account.given_name,
            "helper": helper.name,
            "day": f"{timezone.localtime():%d/%m/%Y %H:%M}",
        }
        tell(account, _("A code was made to open your account"), words)
