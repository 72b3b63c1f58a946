"""Return receipts: written as RFC 8098 has them, and read as other programs write them."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from preau.formats.mime.addresses import Address
from preau.formats.mime.receipts import Receipt, Told, build_receipt, read_receipt

RECEIPT = Receipt(
    reader=Address("Karim Benali", "karim@ac-x.example"),
    writer=Address("Élise", "elise@ac-x.example"),
    original_id="<1@ac-x.example>",
    message_id="<2@ac-x.example>",
    date=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    subject="Affiché : Réunion",
    words="Le message « Réunion » a été affiché.",
    host="mail.x.example",
)


def test_a_receipt_is_a_report_whose_parts_any_program_reads() -> None:
    made = message_from_bytes(build_receipt(RECEIPT), policy=policy.default)
    words, told = made.iter_parts()
    assert (made.get_content_type(), made.get_param("report-type")) == (
        "multipart/report",
        "disposition-notification",
    )
    assert (made["To"], made["In-Reply-To"]) == ("Élise <elise@ac-x.example>", "<1@ac-x.example>")
    assert made["Auto-Submitted"] == "auto-replied"
    assert words.get_content().strip() == RECEIPT.words
    assert told.get_content_type() == "message/disposition-notification"
    fields = build_receipt(RECEIPT).partition(b"disposition-notification\r\n\r\n")[2]
    assert read_receipt(fields) == Told("<1@ac-x.example>", "karim@ac-x.example", "displayed")
    assert b"manual-action/MDN-sent-manually; displayed" in fields


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            b"""Reporting-UA: joes-pc.cs.example.com; Foomail 97.1
Original-Recipient: rfc822;Joe_Recipient@example.com
Final-Recipient: rfc822;Joe_Recipient@example.com
Original-Message-ID: <199509192301.23456@example.org>
Disposition: manual-action/MDN-sent-manually; displayed
""",
            Told("<199509192301.23456@example.org>", "joe_recipient@example.com", "displayed"),
        ),
        (
            b"""Final-Recipient: RFC822; <a@b.example>
Original-Message-ID: <x@y>
Disposition: automatic-action/MDN-sent-automatically; deleted/error
""",
            Told("<x@y>", "a@b.example", "deleted"),
        ),
        (b"Final-Recipient: rfc822;a@b.example\r\nDisposition: x; displayed\r\n", None),
        (b"Original-Message-ID: <x@y>\r\nDisposition: x; displayed\r\n", None),
        (b"", None),
    ],
)
def test_a_receipt_of_another_program_is_read(fields: bytes, told: Told | None) -> None:
    assert read_receipt(fields) == told
