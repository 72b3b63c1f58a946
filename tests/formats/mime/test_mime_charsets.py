import pytest

from preau.formats.mime.charsets import codec_named, declared_in_html, decode_text

TEXTS = [
    (b"abc", None, "abc"),
    (b"", "utf-16", ""),
    ("é".encode(), "utf-8", "é"),
    ("é".encode(), "UTF8", "é"),
    (b"\xe9", "ISO-8859-1", "é"),
    (b"\xe9", '"iso-8859-1"', "é"),
    (b"\xa4", "iso-8859-15", "€"),
    (b"\xcf\xf0\xe8", "windows-1251", "При"),
    (b"\xd0\xd2\xc9", "koi8-r", "при"),
    ("日本".encode("cp932"), "shift_jis", "日本"),
    ("中文".encode("gb18030"), "gb2312", "中文"),
    ("é".encode("utf-16"), "utf-16", "é"),
    ("été".encode("utf-16-le"), "utf-16", "été"),
    ("日本語".encode("utf-16-le"), "utf-16-le", "日本語"),
    (b"\x1b$BF|K\\\x1b(B", "iso-2022-jp", "日本"),
    # Declared one thing, is another.
    ("é".encode(), "us-ascii", "é"),
    ("é".encode(), "iso-8859-1", "é"),
    (b"\x93bon\x94", "iso-8859-1", "“bon”"),
    (b"\xe9t\xe9", "us-ascii", "été"),
    (b"\xe9t\xe9", "utf-8", "été"),
    ("été à la plage".encode() + b"\xff", "utf-8", "été à la plage\ufffd"),
    ("à".encode(), "euc-jp", "à"),
    (b"plain", "utf-16", "plain"),
    (b"\xef\xbb\xbfabc", "iso-8859-1", "abc"),
    ("déjà vu".encode("utf-16-le"), None, "déjà vu"),
    # Unknown, or refused.
    (b"\xe9t\xe9", "x-unknown", "été"),
    (b"\xe9t\xe9", "\0", "été"),
    (b"\xe9t\xe9", "x" * 100_000, "été"),
    (b"+ADw-", "utf-7", "+ADw-"),
    (b"abc", "base64", "abc"),
    (b"\\x41", "unicode_escape", "\\x41"),
    (b"xn--caf-dma", "idna", "xn--caf-dma"),
    (b"a\0b\0\0", "us-ascii", "ab"),
]


@pytest.mark.parametrize(("data", "charset", "text"), TEXTS)
def test_text_is_read_whatever_its_charset_says(data, charset, text):
    assert decode_text(data, charset) == text


@pytest.mark.parametrize(
    "name", ["idna", "punycode", "utf-7", "rot13", "zlib", "undefined", "mbcs"]
)
def test_codecs_that_are_no_charset_are_refused(name):
    assert codec_named(name) is None


HTML = [
    (b'<meta charset="utf-8">', "utf-8"),
    (b"<META http-equiv=Content-Type content='text/html; charset=windows-1252'>", "windows-1252"),
    (b"<p>charset=utf-8</p>", ""),
    (b" " * 5000 + b'<meta charset="utf-8">', ""),
]


@pytest.mark.parametrize(("data", "charset"), HTML)
def test_html_names_its_charset_near_its_start(data, charset):
    assert declared_in_html(data) == charset
