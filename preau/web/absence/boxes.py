"""Whose absence a page is about, and where it is: one's own box needs no name."""

from django.urls import reverse

from preau.identity.access import writable_box
from preau.identity.models import Account, Mailbox
from preau.web.kit.request import AccountRequest


def asked_for(request: AccountRequest, box: str = "") -> Mailbox:
    """Raises NotFound for a box in whose name one does not write."""
    return writable_box(request.account, box or request.account.identifier)


def url(name: str, mailbox: Mailbox, account: Account) -> str:
    """`name` is `absence`, `preview` or `stop`."""
    if mailbox.login == account.login:
        return reverse(f"absence:{name}")
    return reverse(f"absence:{name}", kwargs={"box": mailbox.slug})
