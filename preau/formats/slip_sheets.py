"""Sheets of slips to print: PDF, A4, four a page to cut apart or one a page to fold and seal."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from textwrap import wrap

import segno
from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from preau.formats.slip_faces import SlipFace

# Of Debian's fonts-dejavu-core: the names of people need more letters than a PDF's own fonts have.
FONTS = Path("/usr/share/fonts/truetype/dejavu")
PLAIN, BOLD, CODE = "DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono-Bold"
INK, SOFT, LINE = HexColor("#171c2a"), HexColor("#424b5f"), HexColor("#858ea3")

PAGE_WIDTH, PAGE_HEIGHT = A4
WIDTH, HEIGHT = PAGE_WIDTH / 2, PAGE_HEIGHT / 2
MARGIN = 26.0
QR_SIDE = 92.0
# The signs of a line of 8.5 points that fit between the margins, and beside the QR code.
LINE_SIGNS, SHORT_SIGNS = 52, 31


def sheets(faces: Iterable[SlipFace], *, title: str, per_page: int = 4) -> bytes:
    """A PDF; `per_page` is 4 or 1."""
    for name in (PLAIN, BOLD, CODE):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, pageCompression=1, lang="fr-FR")
    canvas.setTitle(title)
    places = _quarters() if per_page == 4 else [(0.0, 0.0, 2.0)]
    for number, face in enumerate(faces):
        at = number % len(places)
        if at == 0 and number:
            canvas.showPage()
        if at == 0 and per_page == 4:
            _cuts(canvas)
        _slip(canvas, face, *places[at])
    canvas.save()
    return file.getvalue()


def _quarters() -> list[tuple[float, float, float]]:
    """Left, bottom, scale."""
    return [(0, HEIGHT, 1), (WIDTH, HEIGHT, 1), (0, 0, 1), (WIDTH, 0, 1)]


def _cuts(canvas: Canvas) -> None:
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.4)
    canvas.setDash(3, 3)
    canvas.line(WIDTH, 0, WIDTH, PAGE_HEIGHT)
    canvas.line(0, HEIGHT, PAGE_WIDTH, HEIGHT)
    canvas.setDash()


def _slip(canvas: Canvas, face: SlipFace, left: float, bottom: float, scale: float) -> None:
    canvas.saveState()
    canvas.translate(left, bottom)
    canvas.scale(scale, scale)
    _head(canvas, face)
    y = _steps(canvas, face)
    _code(canvas, face, y)
    canvas.restoreState()


def _head(canvas: Canvas, face: SlipFace) -> None:
    canvas.setFillColor(HexColor(face.accent))
    canvas.rect(0, HEIGHT - 46, WIDTH, 46, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#ffffff"))
    _line(canvas, BOLD, 12, HEIGHT - 21, face.academy, 34)
    _line(canvas, PLAIN, 8.5, HEIGHT - 35, face.title, LINE_SIGNS)
    canvas.setFillColor(INK)
    _line(canvas, BOLD, 13, HEIGHT - 72, face.name, 30)
    canvas.setFillColor(SOFT)
    _line(canvas, PLAIN, 8.5, HEIGHT - 87, face.place, LINE_SIGNS)


def _steps(canvas: Canvas, face: SlipFace) -> float:
    """Returns where the next line may stand."""
    y: float = HEIGHT - 110
    canvas.setFillColor(INK)
    for number, step in enumerate(face.steps, start=1):
        for first, line in zip((True, *[False] * 9), wrap(step, LINE_SIGNS - 4), strict=False):
            if first:
                canvas.setFont(BOLD, 8.5)
                canvas.drawString(MARGIN, y, f"{number}.")
            canvas.setFont(PLAIN, 8.5)
            canvas.drawString(MARGIN + 16, y, line)
            y -= 12
        y -= 4
    return y


def _code(canvas: Canvas, face: SlipFace, y: float) -> None:
    bottom = y - QR_SIDE - 46
    canvas.setFillColor(INK)
    canvas.setFont(CODE, 17)
    canvas.drawString(MARGIN, y - 24, face.code)
    _qr(canvas, face.link, MARGIN, bottom)
    canvas.setFont(PLAIN, 8.5)
    at = bottom + QR_SIDE - 12
    for text, colour in ((face.until, INK), (face.lost, SOFT)):
        canvas.setFillColor(colour)
        for line in wrap(text, SHORT_SIGNS):
            canvas.drawString(MARGIN + QR_SIDE + 12, at, line)
            at -= 12
        at -= 6


def _qr(canvas: Canvas, link: str, left: float, bottom: float) -> None:
    """A picture of one point a module: five times quicker than drawing them, and as sharp.

    The mask is given: to try all eight costs three times as much.
    """
    code = segno.make(link, error="m", micro=False, mask=3, boost_error=False, mode="byte")
    side = len(code.matrix)
    points = b"".join(bytes(0 if dark else 255 for dark in row) for row in code.matrix)
    picture = Image.frombytes("L", (side, side), points)
    canvas.drawInlineImage(picture, left, bottom, QR_SIDE, QR_SIDE)


def _line(canvas: Canvas, font: str, size: float, y: float, text: str, most: int) -> None:
    canvas.setFont(font, size)
    canvas.drawString(MARGIN, y, text if len(text) <= most else f"{text[: most - 1]}…")
