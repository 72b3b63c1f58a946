"""Who a mailbox writes as: its own address, and those of the boxes one may send for."""

from preau.formats.mime.addresses import Address
from preau.identity.models import Account, Mailbox, Membership
from preau.kit.errors import NotAllowed
from preau.mail.models import Identity


def of(mailbox: Mailbox, account: Account) -> list[Identity]:
    """The senders to choose from when writing in a box: its own, then one's other boxes."""
    boxes = Mailbox.objects.filter(
        memberships__account=account, memberships__may_send=True, is_active=True
    ).order_by("name")
    chosen = sorted(boxes, key=lambda box: (box.pk != mailbox.pk, box.is_functional))
    return [identity for box in chosen for identity in own(box)]


def own(mailbox: Mailbox) -> list[Identity]:
    """Those of a box itself, its usual one first; never none."""
    found = list(mailbox.identities.order_by("-is_default", "pk"))
    if found:
        return found
    made, _ = Identity.objects.get_or_create(
        mailbox=mailbox,
        address=mailbox.address,
        name=mailbox.name,
        defaults={"is_default": True},
    )
    return [made]


def default(mailbox: Mailbox, account: Account) -> Identity:
    """Raises NotAllowed for who may read a box but not write in its name."""
    if not Membership.objects.filter(account=account, mailbox=mailbox, may_send=True).exists():
        raise NotAllowed
    return own(mailbox)[0]


def one(mailbox: Mailbox, account: Account, number: str) -> Identity:
    """Raises NotAllowed for an identity that is not this person's to use."""
    for identity in of(mailbox, account):
        if str(identity.pk) == number:
            return identity
    raise NotAllowed


def opening(signature_html: str) -> str:
    """What a new letter begins with: room to write, then the signature."""
    return f"<div><br></div>{below(signature_html)}" if signature_html else ""


def below(signature_html: str) -> str:
    """After the empty line that parts it from the text, in every mail program."""
    return f"<div><br></div>{signed(signature_html)}"


def signed(signature_html: str) -> str:
    return f'<div class="preau-signature">{signature_html}</div>'


def as_address(identity: Identity) -> Address:
    return Address(identity.name, identity.address)
