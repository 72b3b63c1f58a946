"""Tags: IMAP keywords a person gives a name and a colour, seen by every client."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from preau.formats.search.keys import keyword as plain_keyword
from preau.formats.sieve.mark import KEYWORD as RULE
from preau.formats.stems import fold

# Keywords that other programs set: marks, never tags.
_NOT_TAGS = frozenset(
    {
        "$forwarded", "$mdnsent", "$submitted", "$hasattachment", "$hasnoattachment", "$junk",
        "$notjunk", "junk", "nonjunk", "notjunk", "forwarded", "$phishing", "$notphishing",
        "$ismailinglist", "$woken", "$canunsubscribe", "$x-me-annot-2", "redirected", "$hasevent",
    }
)  # fmt: skip


@dataclass(frozen=True)
class TagName:
    key: str
    name: str
    colour: int


def usual() -> list[TagName]:
    """The five that Thunderbird knows by their keyword, so that colours agree, and two of ours."""
    return [
        TagName("$label1", _("Important"), 1),
        TagName("$label2", _("Work"), 2),
        TagName("$label3", _("Personal"), 3),
        TagName("$label4", _("To do"), 4),
        TagName("$label5", _("Later"), 5),
    ]


def keyword(name: str) -> str:
    """The keyword of a tag as a person says it: `Important` is `$label1`."""
    known = {fold(tag.name): tag.key for tag in usual()}
    return known.get(fold(name)) or plain_keyword(name)


def of(flags: frozenset[str]) -> list[TagName]:
    """The tags among the flags of a message, the usual ones first."""
    keywords = {f.lower() for f in flags if not f.startswith(("\\", RULE))} - _NOT_TAGS
    if not keywords:
        return []
    known = [tag for tag in usual() if tag.key in keywords]
    names = {tag.key for tag in known}
    return known + [_own(key) for key in sorted(keywords - names)]


@lru_cache(maxsize=1024)
def _own(key: str) -> TagName:
    return TagName(key, key.removeprefix("$").replace("_", " "), sum(key.encode()) % 7 + 1)
