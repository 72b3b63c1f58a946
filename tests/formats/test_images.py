"""Photographs made lighter: upright, silent about their place, never worse than they were."""

import io

import pytest
from PIL import Image

from preau.formats.images import shrunk

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def photograph(
    width: int = 4000, height: int = 3000, *, kind: str = "JPEG", turned: int = 0, gps: bool = False
) -> bytes:
    """Red on its left half, a gradient elsewhere."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    image.paste((255, 0, 0), (0, 0, width // 2, height))
    exif = Image.Exif()
    if turned:
        exif[ORIENTATION] = turned
    if gps:
        exif[MAKER] = "Téléphone"
        exif.get_ifd(GPS)[2] = (46.0, 34.0, 48.0)
    made = io.BytesIO()
    image.save(made, kind, exif=exif, quality=95)
    return made.getvalue()


def read(octets: bytes | None) -> Image.Image:
    assert octets is not None
    return Image.open(io.BytesIO(octets))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_becomes_small_and_stays_of_its_kind(kind: str) -> None:
    before = photograph(kind=kind)
    after = shrunk(before, f"image/{kind.lower()}")
    assert (read(after).size, read(after).format) == ((1600, 1200), kind)
    assert len(after or b"") < len(before)


def test_it_is_turned_as_the_camera_was_held() -> None:
    after = read(shrunk(photograph(turned=6), "image/jpeg"))
    top, bottom = after.getpixel((600, 100)), after.getpixel((600, 1500))
    assert (after.size, after.getexif().get(ORIENTATION)) == ((1200, 1600), None)
    assert (top[0] > 200 and top[1] < 60, bottom[0] > 200 and bottom[1] < 60) == (True, False)  # type: ignore[index]


def test_where_it_was_taken_is_no_longer_in_it_however_small_it_was() -> None:
    before = photograph(300, 200, gps=True)
    assert dict(read(before).getexif().get_ifd(GPS)) != {}
    after = shrunk(before, "image/jpeg")
    assert (dict(read(after).getexif()), b"Exif" in (after or b""), read(after).size) == (
        {},
        False,
        (300, 200),
    )


def moving() -> bytes:
    made = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(made, "WEBP", save_all=True, append_images=frames[1:])
    return made.getvalue()


LEFT = {
    "already small": (shrunk(photograph(), "image/jpeg") or b"", "image/jpeg"),
    "no image": (b"Bonjour", "image/jpeg"),
    "another kind than it says": (photograph(20, 20, kind="PNG"), "image/jpeg"),
    "a kind of no photograph": (b"<svg/>", "image/svg+xml"),
    "cut in two": (photograph()[:2000], "image/jpeg"),
    "moving": (moving(), "image/webp"),
    "a bomb": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff", "image/png"),
}


@pytest.mark.parametrize(("octets", "kind"), LEFT.values(), ids=LEFT.keys())
def test_what_gains_nothing_is_left_as_it_is(octets: bytes, kind: str) -> None:
    assert shrunk(octets, kind) is None
