"""What is pushed to a browser: the octets of the RFC's example, and a reader that is not ours."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

from preau.formats.push import LONGEST, RECORD, WrongKeys, check_keys, from_text, seal, to_text
from tests.house.push_service import FakeBrowser

# RFC 8291, appendix A.
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SALT, SECRET = "DGv6ra1nlYgDCS1FRnbzlw", "BTBZMqHH6r4Tts7J_aSIgg"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
    "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulc"
    "y4a-fN"
)


def test_the_example_of_the_rfc_gives_the_rfcs_octets() -> None:
    sender = derive_private_key(int.from_bytes(from_text(SENDER)), SECP256R1())
    sealed = seal(
        b"When I grow up, I want to be a watermelon",
        from_text(RECEIVER),
        from_text(SECRET),
        sender=sender,
        salt=from_text(SALT),
    )
    assert to_text(sealed) == SEALED


@pytest.mark.parametrize("text", ["", "Connexion depuis Saint-Éloi", "é" * (LONGEST // 2)])
def test_the_browser_reads_what_was_written(text: str) -> None:
    browser = FakeBrowser("https://push.example")
    sealed = seal(text.encode(), browser.key, browser.secret)
    assert (browser.reads(sealed), len(sealed) <= RECORD) == (text, True)


def test_two_messages_of_the_same_words_look_different() -> None:
    browser = FakeBrowser("https://push.example")
    assert seal(b"x", browser.key, browser.secret) != seal(b"x", browser.key, browser.secret)


def test_one_octet_too_many_is_refused() -> None:
    browser = FakeBrowser("https://push.example")
    with pytest.raises(ValueError, match=str(LONGEST)):
        seal(b"x" * (LONGEST + 1), browser.key, browser.secret)


GOOD = FakeBrowser("https://push.example")


@pytest.mark.parametrize(
    ("key", "secret"),
    [
        (b"", GOOD.secret),
        (GOOD.key[:-1], GOOD.secret),
        (b"\x04" + b"\x01" * 64, GOOD.secret),
        (GOOD.key, b""),
        (GOOD.key, GOOD.secret * 2),
    ],
    ids=["no key", "a short key", "no point of the curve", "no secret", "a long secret"],
)
def test_keys_of_no_browser_are_refused(key: bytes, secret: bytes) -> None:
    with pytest.raises(WrongKeys):
        check_keys(key, secret)


@pytest.mark.parametrize("text", ["é", "a", f"{SECRET}!", f"{SECRET[:9]} {SECRET[9:]}"])
def test_what_is_no_base64_is_refused(text: str) -> None:
    with pytest.raises(WrongKeys):
        from_text(text)
