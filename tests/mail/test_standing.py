"""Who a message really comes from, by what our own server wrote of its proof."""

import pytest

from preau.formats.mime.headers import parse_headers
from preau.mail.standing import of


def standing(proof: str, sender: str = "principal@ac-poitiers.fr") -> str:
    lines = [f"Authentication-Results: mx.example; {proof}\r\n"] if proof else []
    raw = "".join([*lines, f"From: <{sender}>\r\n\r\n"])
    return of(parse_headers(raw.encode()), "poitiers").standing


@pytest.mark.parametrize(
    "proof",
    [
        "",
        "none",
        "auth=pass",
        "dkim=pass header.d=ac-poitiers.fr header.s=preau; dmarc=pass; spf=pass",
        "dkim=pass header.d=ac-poitiers.fr; spf=fail",
        "dkim=pass header.i=@ac-poitiers.fr; spf=none",
        "dkim=none; dmarc=pass (policy=none) header.from=ac-poitiers.fr; spf=pass",
        "dkim=pass header.d=list.example; dkim=pass header.d=ac-poitiers.fr; spf=fail",
    ],
)
def test_one_of_ours_is_proven_or_never_left(proof: str) -> None:
    assert standing(proof) == "internal"


@pytest.mark.parametrize(
    "proof",
    [
        "dkim=none; dmarc=none; spf=softfail",
        "dkim=fail header.d=ac-poitiers.fr; spf=fail",
        "dkim=pass header.d=voleur.example; dmarc=none; spf=pass smtp.mailfrom=a@voleur.example",
        "dkim=pass header.d=ac-poitiers.fr.voleur.example; spf=none",
        "dkim=pass; spf=none",
        "spf=pass smtp.mailfrom=a@voleur.example",
        'spf=pass smtp.mailfrom="x; dmarc=pass"@voleur.example; dkim=none',
        r'spf=pass smtp.mailfrom="x\"; dmarc=pass"@voleur.example; dkim=none',
        "spf=none (helo=a (b; auth=pass) ; dmarc=pass) smtp.helo=a; dkim=none",
        "dkim=temperror header.d=ac-poitiers.fr",
    ],
)
def test_nothing_that_a_stranger_can_have_written_proves_it(proof: str) -> None:
    assert standing(proof) == "unverified"


def test_a_sender_of_elsewhere_is_outside_whatever_is_proven() -> None:
    assert standing("dkim=pass header.d=ac-paris.fr; dmarc=pass", "a@ac-paris.fr") == "outside"
