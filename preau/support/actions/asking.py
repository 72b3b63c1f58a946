"""Asking the help desk, signed in or not (E-03, H-11)."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.formats import numen
from preau.identity.models import Account
from preau.journal.actions import record
from preau.kit.errors import NotAllowed, WrongInput
from preau.support.models import DeskRequest

# Without I, O, 0 and 1, which are read as one another over the phone.
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LONGEST = 4000
WINDOW = timedelta(hours=1)
BY_NETWORK = 20


@dataclass(frozen=True)
class Asked:
    """The form as it was filled."""

    subject: str
    name: str
    contact: str
    school: str = ""
    words: str = ""
    browser: str = ""


def ask_desk(
    asked: Asked, *, academy: str, network: str, account: Account | None = None
) -> DeskRequest:
    """`account` is who asks, where they are signed in. Raises WrongInput for what is missing,
    NotAllowed when one network asks without end."""
    _check(asked)
    recent = DeskRequest.objects.filter(network=network, made_at__gt=timezone.now() - WINDOW)
    if recent.count() >= BY_NETWORK:
        raise NotAllowed(_("Many requests came from here already. Call the help desk instead."))
    request = DeskRequest.objects.create(
        academy=academy,
        reference=new_reference(),
        subject=asked.subject,
        name=numen.hidden(asked.name).strip()[:200],
        contact=numen.hidden(asked.contact).strip()[:200],
        school=numen.hidden(asked.school).strip()[:200],
        words=numen.hidden(asked.words).strip()[:LONGEST],
        browser=asked.browser[:200],
        account=account,
        network=network,
        made_at=timezone.now(),
    )
    record("desk.asked", by=request.reference, academy=academy, network=network)
    return request


def new_reference() -> str:
    """Eight signs to say over the phone: `K7MP-4Q2X`."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


def _check(asked: Asked) -> None:
    if asked.subject not in DeskRequest.Subject.values:
        raise WrongInput(_("Choose what it is about."))
    if not asked.name.strip():
        raise WrongInput(_("Write your name, so that the desk finds your file."))
    if not asked.contact.strip():
        raise WrongInput(_("Write a phone number or an address where the desk can reach you."))
