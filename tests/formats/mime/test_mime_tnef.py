import struct
import time

from preau.formats.mime.tnef import Unpacked, unpack

HEAD = struct.pack("<IH", 0x223E9F78, 1)


def attribute(name, data):
    return struct.pack("<BHHI", 1, name, 6, len(data)) + data + b"\0\0"


def prop(kind, name, data):
    if kind == 3:
        return struct.pack("<HHI", kind, name, data)
    padded = data + b"\0" * (-len(data) % 4)
    return struct.pack("<HHII", kind, name, 1, len(data)) + padded


def mapi(*props):
    return struct.pack("<I", len(props)) + b"".join(props)


FILE = (
    attribute(0x9002, b"\0" * 14)
    + attribute(0x8010, b"COURT~1.PDF\0")
    + attribute(0x800F, b"%PDF\0\0")
    + attribute(
        0x9005,
        mapi(
            prop(0x1F, 0x3707, "Bulletin de Léa.pdf\0".encode("utf-16-le")),
            prop(0x1E, 0x370E, b"application/pdf\0"),
        ),
    )
)


def test_a_file_has_its_long_name_its_type_and_all_its_octets():
    found = unpack(HEAD + FILE)
    assert found.attachments == [("Bulletin de Léa.pdf", "application/pdf", b"%PDF\0\0")]


def test_bodies_are_read_in_their_code_page():
    body = mapi(prop(3, 0x3FDE, 65001), prop(0x102, 0x1013, "<p>été</p>".encode()))
    data = HEAD + attribute(0x9007, struct.pack("<II", 1252, 0)) + attribute(0x800C, b"\xe9t\xe9\0")
    assert unpack(data + attribute(0x9003, body)) == Unpacked("été", "<p>été</p>", [])


def test_an_enclosed_message_is_another_tnef():
    inner = bytes.fromhex("0703020000000000c000000000000046") + HEAD + FILE
    data = HEAD + attribute(0x9002, b"") + attribute(0x9005, mapi(prop(0x0D, 0x3701, inner)))
    ((name, kind, content),) = unpack(data).attachments
    assert (name, kind, unpack(content).attachments[0][0]) == (
        "message-1.dat",
        "application/ms-tnef",
        "Bulletin de Léa.pdf",
    )


def test_a_name_cannot_leave_its_folder():
    data = HEAD + attribute(0x9002, b"") + attribute(0x8010, b"..\\..\\evil.exe\0")
    assert unpack(data).attachments == [("evil.exe", "", b"")]


def test_what_is_no_tnef_is_empty():
    assert [unpack(data) for data in (b"", b"PK\3\4", b"\x78\x9f\x3e\x22", b"\0" * 100)] == [
        Unpacked()
    ] * 4


def test_every_cut_of_a_file_gives_what_came_before():
    whole = HEAD + attribute(0x800C, b"bonjour\0") + FILE
    found = [unpack(whole[:end]) for end in range(len(whole))]
    assert found[-1].body_text == "bonjour"
    assert {one.body_text for one in found} == {
        "",
        "b",
        "bo",
        "bon",
        "bonj",
        "bonjo",
        "bonjou",
        "bonjour",
    }


def test_a_count_of_four_thousand_million_takes_no_time():
    many = [
        struct.pack("<IHHI", 1, kind, 0x3001, 0xFFFFFFFF) for kind in (0x1002, 0x1001, 0x101F, 0x1F)
    ]
    many.append(struct.pack("<I", 0xFFFFFFFF))
    before = time.process_time()
    for one in many:
        assert unpack(HEAD + attribute(0x9003, one) + attribute(0x800C, b"a")).body_text == "a"
    assert time.process_time() - before < 0.5


def test_a_million_attributes_take_less_than_a_second():
    before = time.process_time()
    unpack(HEAD + (attribute(0x9002, b"") + attribute(0x9005, b"\1\0\0\0")) * 500_000)
    assert time.process_time() - before < 1
