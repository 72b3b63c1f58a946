"""A long list, fifty rows at a time: what of it is asked for, and where one turns."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypedDict
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

AT_ONCE = 50


class Turning(TypedDict):
    """What a Table has of it."""

    position: str
    previous_url: str
    next_url: str


@dataclass(frozen=True)
class Asked:
    """`page` is the address of the list; there, `tab` stands under the name `by`."""

    page: str
    by: str = "state"
    query: str = ""
    tab: str = ""
    first: int = 0

    @classmethod
    def of(
        cls, given: QueryDict, page: str, tabs: Collection[str] = (), by: str = "state"
    ) -> "Asked":
        first, tab = given.get("from", ""), given.get(by, "")
        return cls(
            page,
            by,
            query=given.get("q", "").strip(),
            tab=tab if tab in tabs else "",
            first=int(first) if first.isdecimal() and len(first) < 8 else 0,
        )

    @property
    def window(self) -> slice:
        """One row more than is shown tells that others follow."""
        return slice(self.first, self.first + AT_ONCE + 1)

    def url(self, *, tab: str | None = None, first: int = 0) -> str:
        told = {"q": self.query, self.by: self.tab if tab is None else tab, "from": max(first, 0)}
        words = urlencode({name: value for name, value in told.items() if value})
        return self.page + (f"?{words}" if words else "")

    def turning(self, found: int) -> Turning:
        """`found`: how many rows the window gave."""
        last = self.first + min(found, AT_ONCE)
        return Turning(
            position=_("%(first)s to %(last)s") % {"first": self.first + 1, "last": last},
            previous_url=self.url(first=self.first - AT_ONCE) if self.first else "",
            next_url=self.url(first=self.first + AT_ONCE) if found > AT_ONCE else "",
        )
