"""Numbers as people read them: thin spaces between thousands, sizes in Mo or MB."""

from django.utils.translation import gettext as _

NARROW_SPACE = "\u202f"


def whole(number: int) -> str:
    """`1 240`."""
    return f"{number:,}".replace(",", NARROW_SPACE)


def size(octets: int) -> str:
    """`812 o`, `34 Ko`, `1,2 Mo` in French; powers of 1 024 as mail programs count them."""
    if octets < 1024:
        return _("%(n)s B") % {"n": octets}
    for divisor, pattern in (
        (1024**3, _("%(n)s GB")),
        (1024**2, _("%(n)s MB")),
    ):
        if octets >= divisor:
            return pattern % {"n": decimal(octets / divisor)}
    return _("%(n)s KB") % {"n": whole(max(1, round(octets / 1024)))}


def decimal(number: float) -> str:
    """`1.2`, `2`, `14` in English: one digit behind the point where they are few."""
    text = f"{number:.1f}" if number < 10 else f"{number:.0f}"
    return text.removesuffix(".0").replace(".", _("."))
