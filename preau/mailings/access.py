"""This mailing, for this person: begun by them in a box where they still write, or not there."""

from preau.identity.models import Account
from preau.kit.errors import NotAllowed, NotFound
from preau.mail import access
from preau.mail.models import Draft
from preau.mailings.models import Mailing
from preau.mailings.rules import may_mail


def draft(account: Account, box: str, number: int) -> Draft:
    """A letter that may become a mailing. Raises NotAllowed by the académie's rule."""
    found = access.draft(account, box, number)
    if not may_mail(account, found.mailbox):
        raise NotAllowed
    return found


def mailing(account: Account, box: str, number: int) -> Mailing:
    mailbox = access.membership(account, box).mailbox
    found = (
        Mailing.objects.select_related("mailbox", "author", "draft__identity", "draft__author")
        .filter(pk=number, mailbox=mailbox, author=account)
        .first()
    )
    if found is None:
        raise NotFound
    return found
