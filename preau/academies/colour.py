"""Whether a colour can be read (WCAG 2.2, 1.4.3), and its hue and strength for the themes."""

from math import atan2, degrees, hypot

AA = 4.5
WHITE = "#ffffff"
# --canvas and --surface-sunken of the dark theme: its darkest and its lightest ground.
DARK_SURFACES = ("#10131a", "#262c3a")


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white). Both are `#rrggbb`."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def hue_and_chroma(colour: str) -> tuple[float, float]:
    """The h (degrees) and c of CSS' `oklch()`: a theme sets its own lightness, hence contrast."""
    red, green, blue = _channels(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return degrees(atan2(b, a)) % 360, hypot(a, b)


def _luminance(colour: str) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#rrggbb` in linear light, 0 to 1."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return red, green, blue


def _linear(part: float) -> float:
    if part <= 0.04045:
        return part / 12.92
    return float(((part + 0.055) / 1.055) ** 2.4)
