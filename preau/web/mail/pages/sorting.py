"""What sorts a message and those like it: rules that saw to it, a new one, its sender."""

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.filters.queries import ran_on
from preau.formats.sieve.mark import marks
from preau.mail import letters
from preau.mail.access import Desk
from preau.mail.reading import Letter
from preau.web.mail import addresses
from preau.web.mail.shown.messages import Judge, Link


def filed_by(desk: Desk, letter: Letter) -> list[Link]:
    """The rules that handled it as it arrived or later on, each with its page."""
    mailbox = desk.mailbox
    every = [*marks(letter.headers), *ran_on(mailbox, letter.flags)]
    once = {one.ident: one.name for one in reversed(every)}
    return [
        Link(name, reverse("filters:rule", kwargs={"box": mailbox.slug, "ident": ident}))
        for ident, name in reversed(once.items())
    ]


def rule_url(desk: Desk, key: str, ident: str, **how: str) -> str:
    """Where a rule is made from it."""
    new = reverse("filters:new", kwargs={"box": desk.mailbox.slug})
    return new + addresses.suffix({"from": f"{key}/{ident}", **how})


def judge(desk: Desk, role: str, address: str) -> Judge | None:
    """Of a message received: junk may be trusted, all else blocked; not one's own address."""
    box = desk.mailbox
    if not letters.is_address(address) or address.lower() == box.address.lower():
        return None
    is_junk = role == "junk"
    verb = "trust" if is_junk else "block"
    return Judge(
        reverse("settings:judge", kwargs={"box": box.slug, "verb": verb}),
        _("Trust this sender") if is_junk else _("Block this sender"),
        "shield-check" if is_junk else "shield-alert",
    )
