"""The mailboxes of a person beside one another, where a page is about one of them."""

from collections.abc import Iterable

from django.urls import reverse

from preau.identity.models import Mailbox, Membership
from preau.web.shell.frame import Tab


def box_tabs(memberships: Iterable[Membership], current: Mailbox, view: str) -> list[Tab]:
    """The same page (`view`) of each; nothing to choose for who has one."""
    boxes = [one.mailbox for one in memberships]
    tabs = [Tab(box.name, reverse(view, args=[box.slug]), box.pk == current.pk) for box in boxes]
    return tabs if len(tabs) > 1 else []
