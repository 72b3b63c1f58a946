"""Trees written as `type:name` and lists; what is shown, what is enclosed."""

import pytest

from preau.formats.mime.structure import (
    attachments,
    calendar,
    is_encrypted,
    is_signed,
    read_structure,
    readable,
)


def leaf(kind, name="", disposition=None, cid=None, **params):
    maintype, subtype = kind.encode().split(b"/")
    given = [x for k, v in params.items() for x in (k.replace("_", "-").encode(), v.encode())]
    given += [b"name", name.encode()] if name else []
    tail = [3] if maintype == b"text" else []
    shown = [disposition.encode(), None] if disposition else None
    return [maintype, subtype, given, cid and cid.encode(), None, b"7bit", 9, *tail, None, shown]


def multi(subtype, *parts, **params):
    return [*parts, subtype.encode(), [x.encode() for pair in params.items() for x in pair]]


PLAIN, HTML, PNG = leaf("text/plain"), leaf("text/html"), leaf("image/png", cid="<a@b>")
PDF, ICS = leaf("application/pdf", "a.pdf"), leaf("text/calendar", method="REQUEST")
ENVELOPE = [None, b"Sujet", *[None] * 8]
MESSAGE = [b"message", b"rfc822", None, None, None, b"7bit", 9, ENVELOPE, HTML, 1]
SIGNATURE = leaf("application/pgp-signature", "signature.asc")

SORTED = [
    (PLAIN, ["1"], []),
    (HTML, ["1"], []),
    (leaf("text/plain", "notes.txt"), ["1"], []),
    (leaf("text/plain", "notes.txt", "attachment"), [], ["1"]),
    (PDF, [], ["1"]),
    (multi("alternative", PLAIN, HTML), ["2"], []),
    (multi("alternative", HTML, PLAIN), ["1"], []),
    (multi("alternative", PLAIN), ["1"], []),
    (multi("alternative", PLAIN, leaf("text/x-amp-html"), HTML), ["3"], []),
    (multi("alternative", PLAIN, HTML, ICS), ["2"], []),
    (multi("alternative", PLAIN, HTML, PDF), ["2"], ["3"]),
    (multi("alternative", PLAIN, multi("related", HTML, PNG)), ["2.1"], ["2.2"]),
    (multi("alternative", PLAIN, multi("mixed", HTML, PDF, HTML)), ["2.1", "2.3"], ["2.2"]),
    (multi("mixed", PLAIN, PDF), ["1"], ["2"]),
    (multi("mixed", PLAIN, PDF, PLAIN, HTML), ["1", "3", "4"], ["2"]),
    (multi("mixed", PLAIN, leaf("text/plain", "b.txt")), ["1"], ["2"]),
    (multi("mixed", PLAIN, leaf("text/plain", "b.txt", "inline")), ["1", "2"], []),
    (multi("mixed", PLAIN, leaf("text/csv")), ["1"], ["2"]),
    (multi("mixed", multi("alternative", PLAIN, HTML), PDF, PNG), ["1.2"], ["2", "3"]),
    (multi("mixed", PLAIN, MESSAGE), ["1"], ["2"]),
    (multi("digest", MESSAGE, MESSAGE), [], ["1", "2"]),
    (multi("related", HTML, PNG, PDF), ["1"], ["2", "3"]),
    (multi("related", PNG, HTML), ["2"], ["1"]),
    (
        multi("related", leaf("text/html", cid="<x>"), leaf("text/html", cid="<y>"), start="<y>"),
        ["2"],
        ["1"],
    ),
    (multi("related", multi("alternative", PLAIN, HTML), PNG), ["1.2"], ["2"]),
    (multi("signed", PLAIN, SIGNATURE), ["1"], []),
    (multi("signed", multi("mixed", PLAIN, PDF), SIGNATURE), ["1.1"], ["1.2"]),
    (
        multi(
            "encrypted",
            leaf("application/pgp-encrypted"),
            leaf("application/octet-stream", "x.asc"),
        ),
        [],
        ["2"],
    ),
    (multi("appledouble", leaf("application/applefile"), PDF), [], ["2"]),
    (multi("report", PLAIN, leaf("message/delivery-status"), MESSAGE), ["1"], ["2", "3"]),
    # Nothing to read: the least bad.
    (multi("report", leaf("message/delivery-status"), MESSAGE), ["1"], ["1", "2"]),
    (multi("mixed", leaf("text/plain", "a.txt"), PDF), ["1"], ["1", "2"]),
    (multi("mixed", [b"text", b"plain", None, None, None, b"7bit", 0, 0]), ["1"], []),
    (multi("mixed", PNG), [], ["1"]),
]


def sections(parts):
    return [part.section for part in parts]


@pytest.mark.parametrize(("value", "bodies", "enclosed"), SORTED)
def test_what_was_written_is_shown_and_the_rest_is_enclosed(value, bodies, enclosed):
    part = read_structure(value)
    assert (sections(readable(part).bodies), sections(attachments(part))) == (bodies, enclosed)


def test_both_halves_of_an_alternative_can_be_asked_for():
    part = read_structure(multi("mixed", multi("alternative", PLAIN, HTML), PDF))
    found = readable(part)
    assert (found.html.section, found.text.section) == ("1.2", "1.1")
    assert sections(readable(part, prefer="plain").bodies) == ["1.1"]
    assert sections(attachments(part, prefer="plain")) == ["2"]


def test_related_parts_are_found_by_content_id_wherever_they_stand():
    part = read_structure(multi("mixed", HTML, PNG, leaf("image/gif", cid="c@d")))
    assert {cid: one.section for cid, one in readable(part).related.items()} == {
        "a@b": "2",
        "c@d": "3",
    }


INVITATIONS = [
    (multi("alternative", PLAIN, HTML, ICS), "3"),
    (multi("mixed", PLAIN, leaf("application/ics", "invite.ics"), ICS), "3"),
    (multi("mixed", PLAIN, leaf("application/ics", "invite.ics")), "2"),
    (multi("mixed", PLAIN, PDF), None),
]


@pytest.mark.parametrize(("value", "section"), INVITATIONS)
def test_the_invitation_is_the_calendar_that_says_its_method(value, section):
    found = calendar(read_structure(value))
    assert (found and found.section) == section


SMIME = "application/pkcs7-mime"
SEALS = [
    (PLAIN, False, False),
    (multi("signed", PLAIN, SIGNATURE), True, False),
    (multi("encrypted", PDF), False, True),
    (leaf(SMIME, smime_type="signed-data"), True, False),
    (leaf(SMIME, smime_type="enveloped-data"), False, True),
    (leaf(SMIME, smime_type="authEnveloped-data"), False, True),
    (leaf(SMIME), False, True),
]


@pytest.mark.parametrize(("value", "signed", "encrypted"), SEALS)
def test_signed_and_encrypted_are_told_from_the_tree(value, signed, encrypted):
    part = read_structure(value)
    assert (is_signed(part), is_encrypted(part)) == (signed, encrypted)


def test_a_multipart_too_deep_to_open_is_shown_as_it_is_written():
    value = leaf("application/octet-stream", boundary="b100")
    for _ in range(100):
        value = multi("mixed", value)
    assert [one.type for one in readable(read_structure(value)).bodies] == [
        "application/octet-stream"
    ]
