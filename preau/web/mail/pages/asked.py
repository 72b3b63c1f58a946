"""What an address of the list asks for: search, filter, view, where to begin."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from preau.mail.searching import FILTERS, ORDERS, Search, search_for

DEEPEST = 10_000_000


@dataclass(frozen=True)
class Asked:
    text: str = ""
    filter: str = ""
    order: str = ""
    """`oldest` or `largest` first; else the newest."""
    offset: int = 0
    view: str = "threads"
    chosen_view: str = ""
    """The view when the address says it, else empty: the person's usual one."""
    images: str = ""
    """The word that shows outside images this once, see pages/consent.py."""

    @classmethod
    def by(cls, given: QueryDict, *, usual_view: str) -> "Asked":
        """Nonsense in an address is passed over: it shows the plain list."""
        offset, chosen, view = given.get("from", ""), given.get("filter", ""), given.get("view", "")
        said = view if view in ("flat", "threads") else ""
        order = given.get("order", "")
        return cls(
            text=given.get("q", "").strip()[:500],
            filter=chosen if chosen in FILTERS else "",
            order=order if order in ORDERS else "",
            offset=min(int(offset), DEEPEST) if offset.isdecimal() else 0,
            images=given.get("images", "")[:100],
            view=said or usual_view,
            chosen_view=said,
        )

    @property
    def in_threads(self) -> bool:
        return self.view == "threads" and not (self.text or self.filter or self.order)

    @property
    def search(self) -> Search | None:
        """None for the whole folder, newest first."""
        return search_for(self.text, self.filter, self.order)

    @property
    def kept(self) -> Mapping[str, str]:
        """What follows from one page of this list to the next, and to its messages."""
        return {
            "q": self.text,
            "filter": self.filter,
            "order": self.order,
            "view": self.chosen_view,
        }
