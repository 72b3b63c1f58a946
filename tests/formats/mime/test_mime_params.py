import pytest

from preau.formats.mime.params import read_params, split_value

VALUES = [
    ("", ("", {})),
    ("Text/Plain", ("text/plain", {})),
    ("text/plain; Charset=UTF-8", ("text/plain", {"charset": "UTF-8"})),
    ('text/plain;charset="utf-8";', ("text/plain", {"charset": "utf-8"})),
    ("text/plain;; ;charset = utf-8", ("text/plain", {"charset": "utf-8"})),
    ('a/b; name="un;deux.pdf"', ("a/b", {"name": "un;deux.pdf"})),
    (r'a/b; name="un\"deux\\.pdf"', ("a/b", {"name": 'un"deux\\.pdf'})),
    ("a/b; name=mon fichier.pdf; x=y", ("a/b", {"name": "mon fichier.pdf", "x": "y"})),
    ('a/b; name="ouvert.pdf', ("a/b", {"name": "ouvert.pdf"})),
    ("a/b; name==?utf-8?Q?=C3=A9.pdf?=", ("a/b", {"name": "é.pdf"})),
    ('a/b; name="=?utf-8?Q?=C3=A9?= =?utf-8?Q?.pdf?="', ("a/b", {"name": "é.pdf"})),
    ("a/b; name*=utf-8''%C3%A9.pdf", ("a/b", {"name": "é.pdf"})),
    ("a/b; name*=iso-8859-1'fr'%E9.pdf", ("a/b", {"name": "é.pdf"})),
    ("a/b; name=e.pdf; name*=utf-8''%C3%A9.pdf", ("a/b", {"name": "é.pdf"})),
    ("a/b; name*0=un; name*1=deux", ("a/b", {"name": "undeux"})),
    ("a/b; name*1*=%A9.pdf; name*0*=utf-8''%C3", ("a/b", {"name": "é.pdf"})),
    ("a/b; name*0*=utf-8''%C3%A9; name*1=%41", ("a/b", {"name": "é%41"})),
    ("a/b; name*=%C3%A9", ("a/b", {"name": "é"})),
    ("a/b; name*=x''%", ("a/b", {"name": "%"})),
    ("a/b; name*=", ("a/b", {"name": ""})),
    ("a/b; name=a; name=b", ("a/b", {"name": "a"})),
    ("a/b; name", ("a/b", {})),
]


@pytest.mark.parametrize(("field", "split"), VALUES)
def test_a_field_gives_its_value_and_parameters(field, split):
    assert split_value(field) == split


def test_pairs_from_imap_are_octets():
    pairs = [
        ("NAME", b"caf\xc3\xa9.pdf"),
        ("filename*0*", b"utf-8''%C3%A9"),
        ("filename*1*", b".pdf"),
    ]
    assert read_params(pairs) == {"name": "café.pdf", "filename": "é.pdf"}
