import pytest

from preau.formats.mime.addresses import (
    Address,
    address_from_envelope,
    addresses_from_envelope,
    parse_addresses,
)

JEAN = ("Jean Dupont", "jean@x.fr")

LISTS = [
    ("jean@x.fr", [("", "jean@x.fr")]),
    ("<jean@x.fr>", [("", "jean@x.fr")]),
    ("jean.o'neil@x.fr", [("", "jean.o'neil@x.fr")]),
    ("Jean Dupont <jean@x.fr>", [JEAN]),
    ('"Jean Dupont" <jean@x.fr>', [JEAN]),
    ("jean@x.fr (Jean Dupont)", [JEAN]),
    ("<jean@x.fr> (Jean Dupont)", [JEAN]),
    ("Jean Dupont jean@x.fr", [JEAN]),
    ("Jean\r\n Dupont <jean@x.fr>", [JEAN]),
    ("jean@x.fr (Jean (dit) Dupont)", [("Jean (dit) Dupont", "jean@x.fr")]),
    ("a@x.fr, b@x.fr", [("", "a@x.fr"), ("", "b@x.fr")]),
    ("a@x.fr; b@x.fr;", [("", "a@x.fr"), ("", "b@x.fr")]),
    ('"Dupont, Jean" <jean@x.fr>, b@x.fr', [("Dupont, Jean", "jean@x.fr"), ("", "b@x.fr")]),
    (r'"Jean \"dit\" Dupont" <jean@x.fr>', [('Jean "dit" Dupont', "jean@x.fr")]),
    ('"jean dupont"@x.fr', [("", '"jean dupont"@x.fr')]),
    ('"jean"@x.fr', [("", "jean@x.fr")]),
    ("<@a.fr,@b.fr:jean@x.fr>", [("", "jean@x.fr")]),
    ("< jean @ x.fr >", [("", "jean@x.fr")]),
    # Groups.
    ("6e B: Jean Dupont <jean@x.fr>, b@x.fr; c@x.fr", [JEAN, ("", "b@x.fr"), ("", "c@x.fr")]),
    ("undisclosed-recipients:;", []),
    # Encoded names, before and after being cut.
    ("=?utf-8?Q?L=C3=A9a?= <lea@x.fr>", [("Léa", "lea@x.fr")]),
    ('"=?utf-8?Q?L=C3=A9a?=" <lea@x.fr>', [("Léa", "lea@x.fr")]),
    ("=?utf-8?Q?Dupont,_Jean?= <jean@x.fr>", [("Dupont, Jean", "jean@x.fr")]),
    ("=?utf-8?Q?Jean_<jean=40x.fr>?=", [("", "jean@x.fr")]),
    ("Léa <lea@x.fr>", [("Léa", "lea@x.fr")]),
    # Broken, and readable all the same.
    ("Dupont, Jean <jean@x.fr>", [("Dupont, Jean", "jean@x.fr")]),
    ('"Jean Dupont <jean@x.fr>', [JEAN]),
    ("Jean Dupont <jean@x.fr", [JEAN]),
    ("<<jean@x.fr>>", [("", "jean@x.fr")]),
    ("\"'Jean Dupont'\" <jean@x.fr>", [JEAN]),
    ("<mailto:jean@x.fr>", [("", "jean@x.fr")]),
    ("Jean Dupont", [("Jean Dupont", "")]),
    ("((jean@x.fr", [("((", "jean@x.fr")]),
    ('"direction@ac-x.fr" <vol@y.ru>', [("direction@ac-x.fr", "vol@y.ru")]),
    (",,;,", []),
    ("", []),
    ("\0", []),
]


@pytest.mark.parametrize(("value", "people"), LISTS)
def test_an_address_list_gives_its_people(value, people):
    assert parse_addresses(value) == [Address(*one) for one in people]


@pytest.mark.parametrize(
    ("address", "local", "domain"),
    [
        ("jean@Ac-Poitiers.FR", "jean", "ac-poitiers.fr"),
        ('"a@b"@x.fr', '"a@b"', "x.fr"),
        ("jean", "jean", ""),
        ("", "", ""),
    ],
)
def test_an_address_tells_its_halves(address, local, domain):
    assert (Address("", address).local, Address("", address).domain) == (local, domain)


ENVELOPES = [
    ([b"=?utf-8?Q?L=C3=A9a?=", None, b"lea", b"x.fr"], Address("Léa", "lea@x.fr")),
    ([None, None, b"lea", b"x.fr"], Address("", "lea@x.fr")),
    ([b"'Jean'", None, b"jean", b"x.fr"], Address("Jean", "jean@x.fr")),
    (
        [None, None, b"undisclosed-recipients", b"MISSING_DOMAIN"],
        Address("undisclosed-recipients", ""),
    ),
    ([b"Jean", None, b"MISSING_MAILBOX", b"MISSING_DOMAIN"], Address("Jean", "")),
    ([None, None, 42, b"x.fr"], Address("", "42@x.fr")),
    ([None, None, b"group", None], None),
    ([None, None, None, None], None),
    ([None], None),
    (b"abcd", None),
    (None, None),
]


@pytest.mark.parametrize(("entry", "address"), ENVELOPES)
def test_an_envelope_entry_gives_one_person_or_none(entry, address):
    assert address_from_envelope(entry) == address


def test_an_envelope_list_may_be_anything():
    assert addresses_from_envelope(None) == []
    assert addresses_from_envelope(b"NIL") == []
    assert addresses_from_envelope([None, [None, None, b"a", b"b"], 3]) == [Address("", "a@b")]
