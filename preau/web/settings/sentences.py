"""A line of the journal, said to the person whose account it is."""

from typing import Any, cast

from preau.academies.academy import Academy
from preau.identity.origins import browser_words, place
from preau.journal.models import Entry
from preau.web.settings.deeds import SAID, Said


def said_of(entry: Entry) -> Said:
    """A verb of a later version, or of one that is gone, is said as it was written down."""
    return SAID.get(entry.verb) or Said("help", entry.verb.replace("%", "%%"))


def verbs_of(kind: str) -> list[str]:
    return [verb for verb, said in SAID.items() if said.kind == kind]


def sentence(entry: Entry, academy: Academy, *, me: str, who: str, count: int = 1) -> str:
    """`me` is the login of the reader, `who` the name of who did it, where that is another."""
    said, facts = said_of(entry), facts_of(entry, academy, who)
    if entry.subject == me != entry.actor and said.others:
        return str(said.others) % facts
    if count > 1 and said.many is not None:
        return str(cast(Any, said.many) % {**facts, "num": count})
    return str(said.words) % facts


def facts_of(entry: Entry, academy: Academy, who: str) -> dict[str, object]:
    detail = entry.detail
    return {
        "who": who,
        "browser": browser_words(str(detail.get("browser", "")), str(detail.get("system", ""))),
        "place": place(academy, str(detail.get("place", ""))),
        "about": detail.get("about") or detail.get("box", ""),
        "num": detail.get("count", 1),
        "name": detail.get("name", ""),
        "size": detail.get("size", ""),
        "box": detail.get("box", ""),
    }
