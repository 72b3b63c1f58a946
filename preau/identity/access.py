"""An account, as somebody who helps may reach it: of their académie and role, or NotFound.
A device: for its owner alone. A box, for who writes in its name."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.formats import names
from preau.identity.models import Account, DevicePassword, Mailbox, Post
from preau.identity.queries import writable_boxes
from preau.identity.rules import OVER_ALL, has_role, may_help, schools_headed
from preau.kit.errors import NotFound


def accounts_in_reach(helper: Account) -> QuerySet[Account]:
    """Those a helper may see the state of: of their whole académie, or of the school they head."""
    mine = Account.objects.filter(academy=helper.academy).select_related("person")
    if has_role(helper, *OVER_ALL):
        return mine
    today = timezone.localdate()
    working = Post.objects.filter(
        Post.has_begun(today),
        Post.not_over(today),
        academy=helper.academy,
        uai__in=schools_headed(helper),
    )
    return mine.filter(person__in=working.values("person"))


def account_in_reach(helper: Account, identifier: str) -> Account:
    found = accounts_in_reach(helper).filter(identifier=identifier).first()
    if found is None:
        raise NotFound(_("There is nobody of that name here."))
    return found


def shared_boxes_in_reach(helper: Account) -> QuerySet[Mailbox]:
    """Those of schools and services, of the helper's académie."""
    return _open_boxes_beside(helper).exclude(kind=Mailbox.Kind.PERSON)


def mailbox_in_reach(helper: Account, number: int) -> Mailbox:
    """A shared one, or that of a person whom this helper may help. Raises NotFound."""
    found = _open_boxes_beside(helper).filter(pk=number).first()
    if found is None or not (found.is_functional or _is_of_whom_one_helps(helper, found)):
        raise NotFound(_("There is no such mailbox here."))
    return found


def _open_boxes_beside(helper: Account) -> QuerySet[Mailbox]:
    return Mailbox.objects.filter(academy=helper.academy, is_active=True)


def _is_of_whom_one_helps(helper: Account, mailbox: Mailbox) -> bool:
    owner = Account.objects.filter(login=mailbox.login).first()
    return owner is not None and may_help(helper, owner)


def matching(accounts: QuerySet[Account], typed: str) -> QuerySet[Account]:
    """Those whose name, identifier or address holds each word; all of them for no word."""
    for word in typed.split():
        accounts = accounts.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(identifier__contains=names.fold(word))
            | Q(address__contains=names.fold(word))
        )
    return accounts.order_by("family_name", "given_name", "pk")


def own_device(account: Account, number: int) -> DevicePassword:
    """One that still opens something. Raises NotFound."""
    mine = account.devices.filter(revoked_at__isnull=True).select_related("account__preference")
    device = mine.filter(pk=number).first()
    if device is None:
        raise NotFound
    return device


def writable_box(account: Account, slug: str) -> Mailbox:
    """Raises NotFound."""
    for mailbox in writable_boxes(account):
        if mailbox.slug == slug:
            return mailbox
    raise NotFound
