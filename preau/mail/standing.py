"""Who a message really comes from: one of ours, from outside, or somebody who only says so."""

import re
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

from preau.formats.mime.headers import Headers
from preau.mail import people

Standing = Literal["internal", "outside", "unverified"]

# Words of strangers stand in both (an envelope sender, a host's greeting): no result is read there.
_ASIDE = re.compile(r'"(?:[^"\\]|\\.)*"|\((?:[^()\\]|\\.)*\)', re.DOTALL)
_RESULT = re.compile(r"\s*(auth|dkim|dmarc|spf)=(\w+)(.*)", re.IGNORECASE | re.DOTALL)
_SIGNER = re.compile(r"\bheader\.(?:d|i)=(?:[^\s@]*@)?([\w.-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Judged:
    standing: Standing
    sentence: str
    warnings: list[str] = field(default_factory=list)


def of(headers: Headers, academy: str) -> Judged:
    """By the sender's domain and what our own server wrote of its proof (RFC 8601).

    Rspamd strips such headers that came with the message, so the first one is ours. A message that
    never left our servers, or was imported, carries no result at all.
    """
    sender = headers.addresses("From")
    address = sender[0].address if sender else ""
    proof = headers.get("Authentication-Results")
    if people.is_outside(address, academy):
        return Judged("outside", _("Outside the académie"), _reply_elsewhere(headers, address))
    results = _results(proof or "")
    if results and not any(_proves(*result, academy=academy) for result in results):
        sentence = _("Says it comes from the académie, but nothing proves it")
        return Judged("unverified", sentence, [_("Check with the sender by another means.")])
    return Judged("internal", _("Member of the académie"), _reply_elsewhere(headers, address))


def _results(proof: str) -> list[tuple[str, str, str]]:
    """(method, result, properties) of each; `none` in their place gives nothing."""
    bare, found = proof, 1
    while found:
        bare, found = _ASIDE.subn(" ", bare)
    read = (_RESULT.match(part) for part in bare.split(";")[1:])
    return [(m[1].lower(), m[2].lower(), m[3]) for m in read if m]


def _proves(method: str, result: str, properties: str, *, academy: str) -> bool:
    """Anybody can sign with a domain of their own: a signature counts when the domain is ours."""
    if result != "pass":
        return False
    if method == "dkim":
        signers = _SIGNER.findall(properties)
        return bool(signers) and not any(people.is_outside(f"@{one}", academy) for one in signers)
    return method in ("auth", "dmarc")


def _reply_elsewhere(headers: Headers, address: str) -> list[str]:
    """An answer that would go to another domain than the sender's is worth a word."""
    domain = address.rpartition("@")[2].lower()
    for person in headers.addresses("Reply-To"):
        other = person.address.rpartition("@")[2].lower()
        if other and domain and other != domain and not other.endswith("." + domain):
            return [_("An answer would go to %(address)s.") % {"address": person.address}]
    return []
