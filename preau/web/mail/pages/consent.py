"""Somebody's yes to the outside images of one message, as an address can carry it.

Only a page shown to that person says the word that means yes: a link that a stranger writes, or
that a colleague hands on, shows no image.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.signing import Signer
from django.utils.crypto import constant_time_compare

if TYPE_CHECKING:
    from preau.web.mail.pages.reader import Opened

_SIGNER = Signer(salt="preau.web.mail.consent")


def word(opened: Opened, uid: int) -> str:
    """Of this person, for this message alone."""
    desk = opened.desk
    thing = (str(desk.account.pk), desk.login, opened.key, opened.ident(uid))
    return _SIGNER.signature("\n".join(thing))


def given(opened: Opened, uid: int) -> bool:
    return constant_time_compare(opened.asked.images, word(opened, uid))
