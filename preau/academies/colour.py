"""Whether a colour can be read: contrast as WCAG 2.2 defines it (1.4.3, relative luminance)."""

AA = 4.5
WHITE = "#ffffff"
# The darkest and the lightest surface that a dark theme may put behind the accent.
DARK_SURFACES = ("#101014", "#26262c")


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white). Both are `#rrggbb`."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    if part <= 0.04045:
        return part / 12.92
    return float(((part + 0.055) / 1.055) ** 2.4)
