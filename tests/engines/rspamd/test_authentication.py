"""SPF, DKIM and DMARC against a name server of ours: what we sign, others can verify."""

from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from preau.engines.places import Places
from preau.engines.rspamd import dkim
from tests.engines.rspamd.names import serving
from tests.engines.rspamd.shield import Shield, letter, running, shape

pytestmark = pytest.mark.engines

TEACHER = "a.martin@ac-poitiers.fr"


@pytest.fixture(scope="module")
def shield(lasting_places: Places) -> Iterator[Shield]:
    wanted = shape(lasting_places, 21030, nameservers=("127.0.0.1:21034",))
    dkim.make_keys(wanted)
    texts = {
        "ac-poitiers.fr": "v=spf1 ip4:192.0.2.10 -all",
        "_dmarc.ac-poitiers.fr": "v=DMARC1; p=reject",
        "mairie.example": "v=spf1 ip4:192.0.2.20 -all",
        **dict([dkim.record(wanted, "ac-poitiers.fr")]),
    }
    with serving(21034, texts), running(wanted) as engines:
        yield engines


def signed(shield: Shield) -> EmailMessage:
    message = letter(TEACHER)
    signature = shield.judge(message, TEACHER, user=TEACHER).header("DKIM-Signature")
    whole = EmailMessage()
    whole["DKIM-Signature"] = " ".join((signature or "").split())
    for name, value in message.items():
        whole[name] = value
    whole.set_payload(message.get_payload())
    return whole


def opinion(shield: Shield, message: EmailMessage, client: str) -> list[str]:
    """What Authentication-Results says, as its methods and results alone."""
    verdict = shield.judge(message, TEACHER, client=client)
    parts = (verdict.header("Authentication-Results") or "").split(";")[1:]
    return sorted(part.split()[0] for part in parts)


def test_what_we_sign_and_send_from_our_address_passes_everything(shield: Shield) -> None:
    assert opinion(shield, signed(shield), "192.0.2.10") == ["dkim=pass", "dmarc=pass", "spf=pass"]


def test_a_forwarded_message_keeps_its_signature(shield: Shield) -> None:
    assert opinion(shield, signed(shield), "198.51.100.7") == [
        "dkim=pass",
        "dmarc=pass",
        "spf=fail",
    ]


def test_a_changed_message_fails(shield: Shield) -> None:
    message = signed(shield)
    message.set_payload("Versez tout sur ce compte.\n")
    assert opinion(shield, message, "198.51.100.7") == ["dkim=fail", "dmarc=fail", "spf=fail"]


def test_a_stranger_in_our_name_fails(shield: Shield) -> None:
    message = letter(TEACHER)
    assert opinion(shield, message, "198.51.100.7") == ["dkim=none", "dmarc=fail", "spf=fail"]


MAIRIE, CLUB = "accueil@mairie.example", "judo@club.example"


def is_proven(shield: Shield, message: EmailMessage | bytes, sender: str, client: str) -> bool:
    """Whether whom it names wrote it, for who trusts them."""
    return shield.judge(message, sender, client=client).header("X-Preau-Sender") == "proven"


def test_a_sender_is_proven_by_who_signed_in_or_by_their_domain(shield: Shield) -> None:
    assert shield.judge(letter(TEACHER), TEACHER, user=TEACHER).header("X-Preau-Sender") == "proven"
    assert is_proven(shield, signed(shield), TEACHER, "198.51.100.7")
    assert is_proven(shield, letter(MAIRIE), MAIRIE, "192.0.2.20")


def test_who_only_wears_a_name_is_not_proven(shield: Shield) -> None:
    stranger = "198.51.100.7"
    assert not is_proven(shield, letter(TEACHER), TEACHER, stranger)
    assert not is_proven(shield, letter(MAIRIE), MAIRIE, stranger)
    assert not is_proven(shield, letter(MAIRIE), CLUB, "192.0.2.20")
    assert not is_proven(shield, letter(CLUB), CLUB, "192.0.2.20")
    two = f"From: {CLUB}\r\n".encode() + letter(MAIRIE).as_bytes()
    assert not is_proven(shield, two, MAIRIE, "192.0.2.20")


def test_what_a_stranger_says_of_that_is_taken_off(shield: Shield) -> None:
    message = letter(MAIRIE)
    message["X-Preau-Sender"] = "proven"
    verdict = shield.judge(message, MAIRIE, client="198.51.100.7")
    assert "X-Preau-Sender" in {name for name, _at in verdict.removed}
    assert verdict.header("X-Preau-Sender") is None
