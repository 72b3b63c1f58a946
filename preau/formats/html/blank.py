"""Whether there is anything to see in cleaned HTML."""

import re
from html import unescape

_SEEN = re.compile(
    r"<(?:img|hr|table[^>]*background|input|video)\b|background-image", re.IGNORECASE
)
_UNSEEN = re.compile(r"<style.*?</style>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_FILLERS = re.compile(r"[\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060\u3164\ufeff]+")


def is_blank(cleaned_html: str) -> bool:
    """No word, no image: tags, blanks and the invisible letters that newsletters pad with."""
    if _SEEN.search(cleaned_html):
        return False
    return not _FILLERS.sub("", unescape(_UNSEEN.sub("", cleaned_html)))
