import pytest

from preau.formats.mime.transfer import decode_transfer

ENCODED = [
    (b"abc", "7bit", b"abc"),
    (b"\xe9", "8bit", b"\xe9"),
    (b"abc", "", b"abc"),
    (b"abc", "x-unknown", b"abc"),
    (b"w6l0w6k=", "base64", "été".encode()),
    (b"w6l0\r\nw6k=\r\n", "BASE64", "été".encode()),
    (b"w6l0w6k=", "base64; charset=utf-8", "été".encode()),
    (b"w6l0w6k", "base64", "été".encode()),
    (b"> w6l0\n> w6k=", "base64", "été".encode()),
    (b"YQ==YmM=\nZA==", "base64", b"abcd"),
    (b"YQ==\n_____\nma-liste mailing list", "base64", b"a"),
    (b"YWJjZ", "base64", b"abc"),
    (b"=", "base64", b""),
    (b"", "base64", b""),
    (b"!!", "base64", b""),
    (b"=C3=A9t=c3=a9", "quoted-printable", "été".encode()),
    (b"un=\r\ndeux", "quoted-printable", b"undeux"),
    (b"un=  \r\ndeux", "quoted-printable", b"undeux"),
    (b"100 = 100 =ZZ =", "quoted-printable", b"100 = 100 =ZZ "),
    (b"begin 644 a.txt\n%:&5L;&\\\n`\nend\n", "x-uuencode", b"hello"),
    (b"intro\nbegin 644 a.txt\n%:&5L;&\\ \n`\nend\nfooter", "uuencode", b"hello"),
    (b"%:&5L;&\\", "uue", b"hello"),
    (b"\xff\xff\n\n", "uuencode", b""),
]


@pytest.mark.parametrize(("data", "encoding", "decoded"), ENCODED)
def test_octets_are_had_back_from_what_was_sent(data, encoding, decoded):
    assert decode_transfer(data, encoding) == decoded
