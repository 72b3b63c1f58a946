"""What an address of the list asks for: search, filter, view, where to begin."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from preau.mail.searching import FILTERS

DEEPEST = 10_000_000


@dataclass(frozen=True)
class Asked:
    text: str = ""
    filter: str = ""
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
        return cls(
            text=given.get("q", "").strip()[:500],
            filter=chosen if chosen in FILTERS else "",
            offset=min(int(offset), DEEPEST) if offset.isdecimal() else 0,
            images=given.get("images", "")[:100],
            view=said or usual_view,
            chosen_view=said,
        )

    @property
    def in_threads(self) -> bool:
        return self.view == "threads" and not self.text and not self.filter

    @property
    def kept(self) -> Mapping[str, str]:
        """What follows from one page of this list to the next, and to its messages."""
        return {"q": self.text, "filter": self.filter, "view": self.chosen_view}
