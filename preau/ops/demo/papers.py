"""Attachments made by hand: small, valid, and saying what their name says."""

import io
import struct
import zipfile
import zlib
from datetime import datetime, timedelta
from random import Random

from preau.ops.demo.persons import Person
from preau.ops.demo.posts import Paper

_ODT = "application/vnd.oasis.opendocument.text"
_STAMP = (2026, 1, 1, 0, 0, 0)


def pdf(title: str, lines: list[str]) -> Paper:
    return Paper(f"{title}.pdf", "application/pdf", pdf_bytes([title, "", *lines]))


def pdf_bytes(lines: list[str]) -> bytes:
    """One A4 page of Helvetica, its text kept as text (ISO 32000-1)."""
    shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
    drawing = f"BT /F1 11 Tf 15 TL 60 770 Td\n{shown}ET".encode("cp1252", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    return _with_table(objects)


_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> >>"
)


def _with_table(objects: tuple[bytes, ...]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def png(title: str, rng: Random) -> Paper:
    return Paper(f"{title}.png", "image/png", png_bytes(240, 150, rng))


def png_bytes(width: int, height: int, rng: Random) -> bytes:
    """A shaded rectangle with a frame, 8 bits a colour."""
    red, green, blue = (rng.randrange(90, 220) for _ in range(3))
    rows = bytearray()
    for y in range(height):
        shade = y * 60 // height
        inner = bytes((red + shade // 3, green + shade // 2, min(blue + shade, 255)))
        edge = y in {0, height - 1}
        rows += b"\0" + (b"\x40\x40\x40" * width if edge else inner * width)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def odt(title: str, paragraphs: list[str]) -> Paper:
    """A minimal OpenDocument text: the type first and uncompressed, as the format wants."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _STAMP), _ODT, zipfile.ZIP_STORED)
        archive.writestr(zipfile.ZipInfo("META-INF/manifest.xml", _STAMP), _MANIFEST)
        archive.writestr(zipfile.ZipInfo("content.xml", _STAMP), _content(title, paragraphs))
    return Paper(f"{title}.odt", _ODT, out.getvalue())


def stored_zip(name: str, data: bytes) -> bytes:
    """An archive of one file, as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_STORED)
    return out.getvalue()


_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" \
manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODT}"/>\
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>\
</manifest:manifest>"""


def _content(title: str, paragraphs: list[str]) -> str:
    body = "".join(f"<text:p>{_xml(text)}</text:p>" for text in paragraphs)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:text><text:h text:outline-level="1">{_xml(title)}</text:h>'
        f"{body}</office:text></office:body></office:document-content>"
    )


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def csv(title: str, rows: list[tuple[str, ...]]) -> Paper:
    """As a French spreadsheet writes it: semicolons, and a mark for UTF-8."""
    text = "\r\n".join(";".join(row) for row in rows) + "\r\n"
    return Paper(f"{title}.csv", "text/csv", b"\xef\xbb\xbf" + text.encode())


def invitation(
    title: str, start: datetime, organizer: Person, guests: tuple[Person, ...], place: str
) -> Paper:
    """A meeting request of one hour (RFC 5545, RFC 5546)."""
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Preau//Demonstration//FR",
        "VERSION:2.0",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        f"UID:{start:%Y%m%d%H%M}-{organizer.address}",
        f"DTSTAMP:{_utc(start - timedelta(days=6))}",
        f"DTSTART:{_utc(start)}",
        f"DTEND:{_utc(start + timedelta(hours=1))}",
        f"SUMMARY:{title}",
        f"LOCATION:{place}",
        f"ORGANIZER;CN={organizer.name}:mailto:{organizer.address}",
        *(
            f"ATTENDEE;CN={guest.name};ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:{guest.address}"
            for guest in guests
        ),
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    text = "".join(_folded(line) for line in lines)
    return Paper("invitation.ics", "text/calendar", text.encode(), method="REQUEST")


def _utc(moment: datetime) -> str:
    shifted = moment - (moment.utcoffset() or timedelta())
    return shifted.strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> str:
    """Lines of 75 octets at most, never cut inside a character."""
    out, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > 74:
            out += "\r\n "
            size = 1
        out += char
        size += octets
    return out + "\r\n"
