"""A QR code as SVG that stands in the page: dark on light in every theme, as cameras want it."""

import segno
from markupsafe import Markup


def qr_code(text: str) -> Markup:
    drawn = segno.make(text, error="m", micro=False)
    return Markup(  # noqa: S704 -- a path of numbers, drawn from nothing else
        drawn.svg_inline(border=3, dark="#000", light="#fff", omitsize=True, svgclass="qr-code")
    )
