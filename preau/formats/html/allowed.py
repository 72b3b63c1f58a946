"""What may stay of a message's HTML: elements, attributes, and the shape each value must have.

Whatever is not named here goes. A value never keeps "<" or ">", which lets later steps find the
tags of a cleaned document with a regular expression and be right.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


FORMATTING = _names("b big code em font i s small strike strong tt u")
TEXT_TAGS = FORMATTING | _names(
    "a abbr acronym address bdi bdo blockquote br center cite dd del dfn dir div dl dt",
    "h1 h2 h3 h4 h5 h6 hr img ins kbd li mark menu ol p pre q samp span sub sup time ul var wbr",
)
TABLE_TAGS = _names("caption col colgroup table tbody td tfoot th thead tr")
TAGS = (
    TEXT_TAGS
    | TABLE_TAGS
    | _names("area article aside details figcaption figure footer header map nav section summary")
)

# <main> is not among them: it wraps the whole message, and only our own end tag may close it.

# Gone with what they hold: it is code, a second document, or a title that nobody expects in the
# text. Other unknown elements (forms, buttons, video…) go too, but the words inside them stay.
DROPPED_WITH_CONTENT = _names(
    "head iframe math noembed noframes option script style svg template title xml"
)

_CELL = _names("abbr background bordercolor colspan headers nowrap rowspan scope")
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": _names("align bgcolor class dir height id lang style title valign width"),
    "a": _names("href name"),
    "area": _names("alt coords href shape"),
    "blockquote": _names("type"),
    "br": _names("clear"),
    "col": _names("span"),
    "colgroup": _names("span"),
    "details": _names("open"),
    "font": _names("color face size"),
    "hr": _names("color noshade size"),
    "img": _names("alt border hspace name src srcset usemap vspace"),
    "li": _names("type value"),
    "map": _names("name"),
    "ol": _names("reversed start type"),
    "table": _names(
        "background border bordercolor cellpadding cellspacing frame role rules summary"
    ),
    "tbody": _names("background"),
    "td": _CELL,
    "th": _CELL,
    "tr": _names("background bordercolor"),
    "ul": _names("type"),
}

Judge = Callable[[str], str | None]


def _shaped(pattern: str) -> Judge:
    matches = re.compile(pattern, re.ASCII).fullmatch

    @lru_cache(maxsize=2048)
    def judge(value: str) -> str | None:
        value = value.strip()
        return value if matches(value) else None

    return judge


def words(value: str) -> str:
    """Free text: the angle brackets become their look-alikes."""
    return value.replace("<", "‹").replace(">", "›")


LENGTH = _shaped(r"[+-]?\d{1,5}(?:\.\d{0,6})?(?:%|px|\*)?")
WORD = _shaped(r"[a-zA-Z][\w-]{0,30}|")
COLOUR = _shaped(r"#?[0-9a-fA-F]{3,8}|[a-zA-Z]{3,30}|rgb\([\d ,.%]{5,30}\)")

PLAIN_ATTRIBUTES: Mapping[str, Judge] = {
    **dict.fromkeys(_names("border cellpadding cellspacing colspan height hspace rowspan"), LENGTH),
    **dict.fromkeys(_names("size span start value vspace width"), LENGTH),
    **dict.fromkeys(_names("align clear dir frame noshade nowrap open reversed role"), WORD),
    **dict.fromkeys(_names("rules scope shape valign"), WORD),
    **dict.fromkeys(_names("bgcolor bordercolor color"), COLOUR),
    **dict.fromkeys(_names("abbr alt summary title"), words),
    "coords": _shaped(r"[\d ,.%-]{1,2000}"),
    "face": _shaped(r"[^<>\"\\;{}()]{1,200}"),
    "lang": _shaped(r"[a-zA-Z0-9-]{1,35}"),
    "type": _shaped(r"[a-zA-Z0-9]{1,10}"),
}
