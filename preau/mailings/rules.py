"""Who may write to many at once, to how many, and how fast: the académie says."""

from preau.academies.choices import MailingRule
from preau.academies.letters import USUAL_MAILINGS, Mailings
from preau.academies.registry import academies
from preau.identity.models import Account, Mailbox, Membership


def limits(mailbox: Mailbox) -> Mailings:
    academy = academies().by_slug(mailbox.academy)
    return academy.mailings if academy else USUAL_MAILINGS


def may_mail(account: Account, mailbox: Mailbox) -> bool:
    """From this box, in whose name the person writes."""
    allowed = limits(mailbox).allowed
    if allowed is MailingRule.NOBODY:
        return False
    if allowed is MailingRule.FUNCTIONAL and not mailbox.is_functional:
        return False
    return Membership.objects.filter(account=account, mailbox=mailbox, may_send=True).exists()
