import pytest

from preau.formats.mime.words import decode_words, one_line

WORDS = [
    ("Bonjour", "Bonjour"),
    (b"Bonjour", "Bonjour"),
    ("=?utf-8?Q?=C3=A9t=C3=A9?=", "été"),
    ("=?UTF-8?b?w6l0w6k=?=", "été"),
    ("=?iso-8859-1?q?caf=E9_noir?=", "café noir"),
    ("Re: =?utf-8?Q?=C3=A9t=C3=A9?= 2024", "Re: été 2024"),
    ("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"),
    ("=?utf-8?Q?a?=\r\n =?utf-8?Q?b?=", "ab"),
    ("=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"),
    ("=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c"),
    ("=?iso-8859-1*fr?q?=E9?=", "é"),
    # A character cut in two, in either encoding.
    ("=?utf-8?Q?t=C3?= =?utf-8?Q?=A9?=", "té"),
    ("=?utf-8?B?dMM=?= =?utf-8?B?qQ==?=", "té"),
    ("=?utf-8?B?w6l?= =?utf-8?B?0w6k=?=", "été"),
    # Blanks and question marks that had to be encoded and were not.
    ("=?utf-8?Q?Vous venez ??=", "Vous venez ?"),
    ("=?utf-8?Q?trois mots l=C3=A0?=", "trois mots là"),
    # Nothing closes it; the base64 is damaged or absent; the charset lies or is made up.
    ("=?utf-8?Q?caf=C3=A9", "café"),
    ("=?utf-8?B?w6l0w6k", "été"),
    ("=?utf-8?B?!!w6l0*w6k=?=", "été"),
    ("=?utf-8?B??=", ""),
    ("=?us-ascii?Q?=C3=A9?=", "é"),
    ("=?iso-8859-1?Q?=C3=A9?=", "é"),
    ("=?utf-8?Q?=E9t=E9?=", "été"),
    ("=?x-klingon?Q?=E9t=E9?=", "été"),
    ("=?utf-7?Q?+ADw-script+AD4-?=", "+ADw-script+AD4-"),
    ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
    ("=?=?=?", "=?=?=?"),
    ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
    # Not encoded at all.
    (b"caf\xc3\xa9", "café"),
    (b"caf\xe9", "café"),
    (b"\x80 2,50", "€ 2,50"),
    ("caf\udce9", "café"),
    ("caf\udcc3\udca9", "café"),
    ("a\ud800b", "a?b"),
    (b"\xc3\xa9 =?utf-8?Q?=C3=A9?= \xe9", "é é é"),
]


@pytest.mark.parametrize(("raw", "text"), WORDS)
def test_a_header_reads_as_its_sender_meant_it(raw, text):
    assert decode_words(raw) == text


DECEIVING = [
    ("facture\u202efdp.exe", "facturefdp.exe"),
    ("a\u2066b\u2069c", "abc"),
    ("pay\u200bpal", "paypal"),
    ("un\r\nBcc: deux", "un Bcc: deux"),
    ("a\0b\x1b[31mc\x7f", "ab [31mc"),
    ("\u2028ligne", "ligne"),
    ("famille 👨\u200d👩\u200d👧", "famille 👨\u200d👩\u200d👧"),
    ("نص\u200f", "نص\u200f"),
    ("  deux\u00a0mots  ", "deux mots"),
]


@pytest.mark.parametrize(("text", "line"), DECEIVING)
def test_a_line_cannot_deceive_and_stays_readable(text, line):
    assert one_line(text) == line


def test_an_encoded_word_cannot_bring_a_line_end_or_an_override():
    assert decode_words("=?utf-8?Q?a=0D=0ABcc:_b=E2=80=AEc?=") == "a Bcc: bc"
