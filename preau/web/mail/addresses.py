"""The addresses of mail pages, built without the resolver where a page holds fifty of them."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from preau.mail.models import Draft, SavedSearch


def mailbox(box: str) -> str:
    return f"/mail/{quote(box)}/"


def folder(box: str, key: str, query: Mapping[str, str] | None = None) -> str:
    return f"/mail/{quote(box)}/{key}/" + suffix(query)


def search(box: str, kept: SavedSearch) -> str:
    asked = {"q": kept.text, "filter": kept.quick_filter, "order": kept.order}
    return folder(box, kept.folder, asked)


def message(
    box: str, key: str, ident: str, query: Mapping[str, str] | None = None, *, tail: str = ""
) -> str:
    return f"/mail/{quote(box)}/{key}/m/{ident}/{tail}" + suffix(query)


def verb(box: str, key: str, name: str) -> str:
    return f"/mail/{quote(box)}/{key}/{name}"


def draft(box: str, number: int, tail: str = "") -> str:
    return f"/mail/{quote(box)}/drafts/d/{number}/{tail}"


def scheduled(letter: Draft) -> str:
    """Where one that waits for its time is read: by its copy, once there is one."""
    if letter.mirror_role != "scheduled" or not letter.mirror_uid:
        return folder(letter.mailbox.slug, "scheduled")
    ident = f"{letter.mirror_uidvalidity}-{letter.mirror_uid}"
    return message(letter.mailbox.slug, "scheduled", ident)


def compose(box: str, **query: str) -> str:
    return f"/mail/{quote(box)}/compose" + suffix(query)


def suffix(query: Mapping[str, str] | None) -> str:
    kept = {name: value for name, value in (query or {}).items() if value}
    return f"?{urlencode(kept)}" if kept else ""
