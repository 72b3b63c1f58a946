"""What a fragment does to a page, the way the browser's htmx does it (target, swap, out of band).

The proof it serves: fragment applied to page equals page loaded again.
"""

import copy
from difflib import unified_diff

from bs4 import BeautifulSoup, NavigableString, Tag

# What differs from one load to the next without meaning anything.
CSRF = "csrfmiddlewaretoken"


def apply_htmx(
    page: BeautifulSoup,
    target: str,
    fragment: BeautifulSoup,
    *,
    select: str = "",
    select_oob: str = "",
) -> None:
    """Swap outerHTML: `select` is taken from the fragment, else its one element of that id."""
    fragment = copy.copy(fragment)
    for one in fragment.select("[hx-swap-oob]"):
        _swap_out_of_band(page, one.extract())
    for selector in filter(None, select_oob.split(",")):
        for one in fragment.select(selector):
            _replace(page, one.extract())
    title = fragment.select_one("title")
    if title is not None and page.title is not None:
        page.title.string = title.get_text()
    if target:
        came = fragment.select_one(select or target)
        assert came is not None, f"nothing to put at {target}"
        place = page.select_one(target)
        assert place is not None, f"no {target} in the page"
        place.replace_with(came)


def _swap_out_of_band(page: BeautifulSoup, one: Tag) -> None:
    how, _, where = str(one.attrs.pop("hx-swap-oob")).partition(":")
    if how == "delete":
        place = page.find(id=one["id"])
        if isinstance(place, Tag):
            place.decompose()
    elif how == "beforeend":
        place = page.select_one(where)
        assert place is not None, f"no {where} in the page"
        place.extend(list(one.contents))
    else:
        assert how in ("true", "outerHTML"), how
        _replace(page, one)


def _replace(page: BeautifulSoup, one: Tag) -> None:
    place = page.find(id=one["id"])
    if isinstance(place, Tag):
        place.replace_with(one)


def differences(one: BeautifulSoup, other: BeautifulSoup, *regions: str) -> list[str]:
    """What the regions do not have in common, line by line: no token, no swap attribute."""
    lines = [
        [line for region in regions for line in _tidy(page, region).splitlines()]
        for page in (one, other)
    ]
    return [line for line in unified_diff(*lines, n=0) if line[:3] not in ("---", "+++", "@@ ")]


def _tidy(page: BeautifulSoup, region: str) -> str:
    found = page.select_one(region)
    if found is None:
        return f"(no {region})"
    tag = copy.copy(found)
    for one in [tag, *tag.find_all(True)]:
        one.attrs.pop("hx-swap-oob", None)
        if one.get("name") == CSRF:
            one["value"] = ""
    for text in tag.find_all(string=True):
        if isinstance(text, NavigableString):
            text.replace_with(" ".join(text.split()))
    return tag.prettify()
