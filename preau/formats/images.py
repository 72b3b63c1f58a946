"""A photograph made light enough for a letter: small, upright, silent about where it was taken."""

import io
import warnings
from typing import Any

from PIL import Image, ImageOps

LONGEST = 1600
QUALITY = 82
# What a telephone of today takes, three times over; more is a bomb, or a poster.
MOST_PIXELS = 150_000_000
KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_HOW: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": QUALITY, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": QUALITY, "method": 4},
}


def shrunk(octets: bytes, kind: str, *, longest: int = LONGEST) -> bytes | None:
    """The image at most `longest` pixels wide and high, turned as its EXIF says, without any EXIF.

    None when it is no image of this kind, when it moves, or when nothing is gained: it is not
    lighter, and has nothing to be silent about.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _shrunk(octets, KINDS[kind], longest)
    except (KeyError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _shrunk(octets: bytes, name: str, longest: int) -> bytes | None:
    with Image.open(io.BytesIO(octets), formats=[name]) as image:
        if image.width * image.height > MOST_PIXELS or getattr(image, "n_frames", 1) > 1:
            return None
        tells = bool(image.getexif()) or "xmp" in image.info
        made = _written(image, name, longest)
    return made if tells or len(made) < len(octets) else None


def _written(image: Image.Image, name: str, longest: int) -> bytes:
    # A JPEG is read at about the size wanted, in a tenth of the time and memory.
    image.draft("RGB" if image.mode != "L" else "L", (longest, longest))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    if name == "JPEG" and upright.mode not in ("L", "RGB", "CMYK"):
        upright = upright.convert("RGB")
    colours = {"icc_profile": profile} if (profile := image.info.get("icc_profile")) else {}
    upright.info = {}
    made = io.BytesIO()
    upright.save(made, name, **_HOW[name], **colours)
    return made.getvalue()
