"""Who a message really comes from: one of ours, from outside, or somebody who only says so."""

import re
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

from preau.formats.mime.headers import Headers
from preau.mail import people

Standing = Literal["internal", "outside", "unverified"]

_PASSED = re.compile(r"\b(?:auth|dkim|dmarc)=pass\b", re.IGNORECASE)
_FAILED = re.compile(r"\b(?:dkim|dmarc|spf)=(?:fail|softfail|permerror|none)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Judged:
    standing: Standing
    sentence: str
    warnings: list[str] = field(default_factory=list)


def of(headers: Headers, academy: str) -> Judged:
    """By the sender's domain and what our own server wrote of its proof (RFC 8601).

    Rspamd strips such headers that came with the message, so the first one is ours.
    """
    sender = headers.addresses("From")
    address = sender[0].address if sender else ""
    proof = headers.get("Authentication-Results")
    if people.is_outside(address, academy):
        return Judged("outside", _("Outside the académie"), _reply_elsewhere(headers, address))
    if proof and not _PASSED.search(proof) and _FAILED.search(proof):
        sentence = _("Says it comes from the académie, but nothing proves it")
        return Judged("unverified", sentence, [_("Check with the sender by another means.")])
    return Judged("internal", _("Member of the académie"), _reply_elsewhere(headers, address))


def _reply_elsewhere(headers: Headers, address: str) -> list[str]:
    """An answer that would go to another domain than the sender's is worth a word."""
    domain = address.rpartition("@")[2].lower()
    for person in headers.addresses("Reply-To"):
        other = person.address.rpartition("@")[2].lower()
        if other and domain and other != domain and not other.endswith("." + domain):
            return [_("An answer would go to %(address)s.") % {"address": person.address}]
    return []
