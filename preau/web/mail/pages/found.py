"""The newest messages that a search finds, while one still types it."""

from django.utils.translation import ngettext

from preau.engines.errors import EngineError
from preau.identity.models import Account
from preau.kit import figures
from preau.mail import access, listing, searching
from preau.web.mail import addresses
from preau.web.mail.pages.asked import Asked
from preau.web.mail.pages.listing import place_of
from preau.web.mail.pages.rows import row
from preau.web.mail.shown.rows import Row

MOST = 5
# Fewer letters find half the box, and the other half a letter later.
SHORTEST = 3


def found(account: Account, box: str, text: str) -> dict[str, object]:
    """Raises NotFound for a box that is not this person's. Nothing while the index is at work:
    the page of results says so."""
    access.membership(account, box)
    asked = Asked(text=text.strip(), view="flat")
    if len(asked.text) < SHORTEST:
        return {"rows": []}
    try:
        rows, total = _newest(account, box, asked)
    except EngineError:
        rows, total = [], 0
    return {
        "rows": rows,
        "all_url": addresses.folder(box, "all", {"q": asked.text}),
        "see_all": _see_all(total) if total > len(rows) else "",
    }


def _newest(account: Account, box: str, asked: Asked) -> tuple[list[Row], int]:
    with access.desk(account, box) as desk:
        key = searching.folder_asked_for(desk, asked.text) or "all"
        got = listing.read_slice(desk, key, search=asked.search, size=MOST)
        place = place_of(desk, desk.glance(key), key, asked, got.state.uidvalidity)
        return [row(line, place) for line in got.lines], got.total


def _see_all(total: int) -> str:
    words = ngettext("See the %(n)s message found", "See the %(n)s messages found", total)
    return words % {"n": figures.whole(total)}
