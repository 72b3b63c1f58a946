"""Staff files as offices send them, and the command that brings them in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from preau.identity.models import Account

HEADINGS = "NUMEN;Nom;Prénom;Date de naissance;Fonction;UAI;Établissement"
MARTIN = "13E9501234ABC;MARTIN;Jeanne;02/03/1980;Professeure;0860001J;Lycée des Trois-Chênes"
DUPONT = "13E9604321XYZ;Dupont;Jean;14/07/1975;Proviseur;0860001J;Lycée des Trois-Chênes"


def csv_of(*lines: str, headings: str = HEADINGS) -> bytes:
    return "\r\n".join((headings, *lines, "")).encode()


def ods_of(*lines: str, headings: str = HEADINGS) -> bytes:
    """The least that a spreadsheet opens as OpenDocument."""
    cells = (line.split(";") for line in (headings, *lines))
    rows = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in cells
    )
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Agents">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    files = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    return _zipped(files)


def _ods_cell(text: str) -> str:
    if "/" in text:
        day, month, year = text.split("/")
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{year}-{month}-{day}">'
            f"<text:p>{text}</text:p></table:table-cell>"
        )
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )


def _xlsx_cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def xlsx_of(*lines: str, headings: str = HEADINGS) -> bytes:
    """The least that a spreadsheet opens as OOXML, words within the cells."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    rows = "".join(
        f"<row>{''.join(map(_xlsx_cell, line.split(';')))}</row>" for line in (headings, *lines)
    )
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return _zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Agents" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def _zipped(files: dict[str, str]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as out:
        for name, text in files.items():
            out.writestr(name, text)
    return made.getvalue()


@dataclass(frozen=True)
class Office:
    """Who runs `preau staff`, and what they read."""

    folder: Path

    def __call__(self, *words: str) -> str:
        out = StringIO()
        call_command("staff", *words, stdout=out)
        return out.getvalue()

    def bring(self, octets: bytes, *options: str, academy: str = "poitiers") -> str:
        path = self.folder / "agents.csv"
        path.write_bytes(octets)
        return self("import", str(path), "--academy", academy, *options)


@pytest.fixture
def office(db: None, tmp_path: Path) -> Office:
    return Office(tmp_path)


def people(academy: str = "poitiers") -> list[tuple[str, str, str]]:
    """Identifier, address, state; in the order in which they were opened."""
    found = Account.objects.filter(academy=academy).order_by("pk")
    return [(one.identifier, one.address.partition("@")[0], one.state) for one in found]


def lines_of(rows: Iterable[int], line: Callable[[int], str]) -> list[str]:
    return [line(number) for number in rows]
