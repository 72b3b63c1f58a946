"""Style declarations, judged one by one.

What leaves here was written by us, from tokens we know: no function but colours, sums and
gradients, no escape, no comment, no custom property, no at-rule. Addresses of images come out
apart, so that the caller decides what each becomes.

A judged text is a tuple of pieces: texts at even places, addresses at odd ones.
`("color:red",)` has none; `("background:", "http://x/y.png", " no-repeat")` has one.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

import tinycss2  # type: ignore[import-untyped]
from tinycss2.ast import (  # type: ignore[import-untyped]
    Declaration,
    FunctionBlock,
    Node,
    URLToken,
)

Pieces = tuple[str, ...]
Resolve = Callable[[str], str | None]

_EDGES = ("top", "right", "bottom", "left")
_BOXES = [f"{box}-{edge}" for box in ("margin", "padding", "border") for edge in _EDGES]
_LINES = [f"border-{edge}-{part}" for edge in _EDGES for part in ("color", "style", "width")]
_LOGICAL = [f"{box}-{axis}" for box in ("margin", "padding") for axis in ("block", "inline")]

_NAMED = """
    align-content align-items align-self background background-clip background-color
    background-image background-origin background-position background-repeat background-size
    border border-bottom-left-radius border-bottom-right-radius border-collapse border-color
    border-radius border-spacing border-style border-top-left-radius border-top-right-radius
    border-width box-shadow box-sizing caption-side clear color column-count column-gap columns
    direction display empty-cells flex flex-basis flex-direction flex-flow flex-grow flex-shrink
    flex-wrap float font font-family font-size font-stretch font-style font-variant font-weight
    gap grid-column grid-row grid-template-columns grid-template-rows height hyphens
    justify-content justify-items letter-spacing line-height list-style list-style-position
    list-style-type margin max-height max-width min-height min-width object-fit object-position
    opacity order outline outline-color outline-style outline-width overflow overflow-wrap
    overflow-x overflow-y padding page-break-after page-break-before page-break-inside row-gap
    table-layout text-align text-decoration text-decoration-color text-decoration-line
    text-decoration-style text-indent text-overflow text-shadow text-transform
    text-underline-offset unicode-bidi vertical-align visibility white-space width word-break
    word-spacing word-wrap -webkit-text-size-adjust
"""
PROPERTIES = frozenset([*_BOXES, *_LINES, *_LOGICAL, *_NAMED.split()])
_SHOWING_IMAGES = frozenset({"background", "background-image"})
_NAMING_FONTS = frozenset({"font", "font-family"})
_COLOURS = frozenset({"rgb", "rgba", "hsl", "hsla"})
_SUMS = frozenset({"calc", "min", "max", "clamp"})
_GRADIENTS = frozenset(
    f"{repeating}{shape}-gradient"
    for repeating in ("", "repeating-")
    for shape in ("linear", "radial")
)

# A value of these characters alone holds no function, string, address, escape or comment: numbers,
# lengths, colours and keywords, whatever a browser makes of them. It spares most of the parsing.
_PLAIN_VALUE = re.compile(
    r"(?!.*(?:\d{7}|\d[eE]\d))[\w#%.,\s+-]+(?:!\s*important\s*)?", re.ASCII | re.DOTALL
)
_PLAIN_NAME = re.compile(r"-?[a-z][a-z-]*")
_WHOLE = re.compile(
    r"""(?:[^"'()\\/{}\[\]]|/(?!\*)|"[^"\\\n]*"|'[^'\\\n]*'|\([^;"'()\\{}\[\]]*\))*"""
)
_PART = re.compile(r"""(?:[^;"'(]|"[^"]*"|'[^']*'|\([^)]*\))+""")
_WORD = re.compile(r"-?[^\W\d][\w-]{0,60}")
_UNIT = re.compile(r"[a-z]{1,6}")
_HEX = re.compile(r"[0-9a-f]{3,8}", re.IGNORECASE)
_FONT_NAME = re.compile(r"[\w .,-]*")
_LONG_NUMBER = re.compile(r"\d{100}")  # Python refuses to read some of these as numbers
_DEEPEST = 8  # functions and parentheses inside one another
_CACHED = 1_000  # characters; longer ones are not worth remembering
_LONGEST = 20_000  # characters of one style; beyond, it is no style but a load
_FARTHEST = 100_000  # a number beyond is no measure of a page


def written(pieces: Pieces, resolve: Resolve) -> str:
    """The text again, each address replaced by what `resolve` answers, or by `none`."""
    if len(pieces) == 1:
        return pieces[0]
    out = list(pieces)
    out[1::2] = [_image(address, resolve) for address in pieces[1::2]]
    return "".join(out)


def joined(parts: Iterable[Pieces]) -> Pieces:
    """One sequence of pieces out of several, texts that meet being glued."""
    out = [""]
    for part in parts:
        out[-1] += part[0]
        out.extend(part[1:])
    return tuple(out)


def declarations(style: str) -> Pieces:
    """What may stay of a style attribute, or of the inside of a rule; `("",)` when nothing may."""
    if len(style) < _CACHED:
        return _declarations(style)
    return _declarations.__wrapped__(style[:_LONGEST])


@lru_cache(maxsize=4096)
def _declarations(style: str) -> Pieces:
    judged = _each(style) if _WHOLE.fullmatch(style) else _all_at_once(style)
    return joined(_with_semicolons([pieces for pieces in judged if pieces]))


def _each(style: str) -> Iterator[Pieces]:
    """Cut at semicolons. Each part is judged by itself: a wrong cut loses style, never safety."""
    return (declaration(part) for part in _PART.findall(style) if ":" in part)


def _all_at_once(style: str) -> Iterator[Pieces]:
    if _LONG_NUMBER.search(style):
        return
    for found in tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True):
        if isinstance(found, Declaration):
            yield _judged(found)


def _with_semicolons(kept: list[Pieces]) -> Iterator[Pieces]:
    for place, pieces in enumerate(kept):
        yield (";" + pieces[0], *pieces[1:]) if place else pieces


def declaration(source: str) -> Pieces:
    """One `name: value`, or `()` when it is refused."""
    return (
        _declaration(source.strip()) if len(source) < _CACHED else _declaration.__wrapped__(source)
    )


@lru_cache(maxsize=16384)
def _declaration(source: str) -> Pieces:
    name, _, value = source.partition(":")
    name = name.strip().lower()
    if name in PROPERTIES and _PLAIN_VALUE.fullmatch(value):
        return (f"{name}:{value.strip()}",)
    if name not in PROPERTIES and _PLAIN_NAME.fullmatch(name):
        return ()
    if _LONG_NUMBER.search(source):
        return ()
    parsed = tinycss2.parse_one_declaration(source, skip_comments=True)
    return _judged(parsed) if isinstance(parsed, Declaration) else ()


def _judged(found: Declaration) -> Pieces:
    name = found.lower_name
    if name not in PROPERTIES:
        return ()
    out = _Value(name)
    if not out.take(found.value):
        return ()
    return joined(((f"{name}:",), out.pieces(), (" !important" if found.important else "",)))


class _Value:
    """Writes one value again, token by token; the first one it does not know refuses all."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._out = [""]
        self._depth = 0

    def pieces(self) -> Pieces:
        first, *rest = self._out
        return (first.lstrip(), *rest)

    def take(self, tokens: Iterable[Node]) -> bool:
        return all(self._one(token) for token in tokens)

    def _one(self, token: Node) -> bool:
        if isinstance(token, URLToken):
            return self._address(token.value)
        if isinstance(token, FunctionBlock):
            return self._function(token)
        text = _simple(token, self._name)
        self._out[-1] += text or ""
        return text is not None

    def _function(self, token: FunctionBlock) -> bool:
        name = token.lower_name
        if name == "url":
            return self._quoted_address(token)
        if name not in _COLOURS and name not in _SUMS and not self._is_gradient(name):
            return False
        self._out[-1] += name
        return self._enclosed(token.arguments)

    def _enclosed(self, tokens: Iterable[Node]) -> bool:
        self._depth += 1
        self._out[-1] += "("
        held = self._depth < _DEEPEST and all(self._inside(token) for token in tokens)
        self._out[-1] += ")"
        self._depth -= 1
        return held

    def _inside(self, token: Node) -> bool:
        """Nothing inside a function may be an address."""
        if isinstance(token, FunctionBlock):
            return token.lower_name != "url" and self._function(token)
        if token.type == "() block":
            return self._enclosed(token.content)
        if token.type == "literal" and token.value in "+-*":
            self._out[-1] += token.value
            return True
        return not isinstance(token, URLToken) and self._one(token)

    def _is_gradient(self, name: str) -> bool:
        return name in _GRADIENTS and self._name in _SHOWING_IMAGES

    def _quoted_address(self, token: FunctionBlock) -> bool:
        inside = [one for one in token.arguments if one.type not in ("whitespace", "comment")]
        if len(inside) != 1 or inside[0].type != "string":
            return False
        return self._address(inside[0].value)

    def _address(self, address: str) -> bool:
        if self._name not in _SHOWING_IMAGES:
            return False
        self._out += [address, ""]
        return True


def _simple(token: Node, name: str) -> str | None:
    match token.type:
        case "whitespace":
            return " "
        case "comment":
            return ""
        case "ident":
            return token.value if _WORD.fullmatch(token.value) else None
        case "number" | "percentage" | "dimension":
            return _measure(token)
        case "hash":
            return f"#{token.value}" if _HEX.fullmatch(token.value) else None
        case "string" if name in _NAMING_FONTS:
            return f"'{token.value}'" if _FONT_NAME.fullmatch(token.value) else None
        case "literal":
            return token.value if token.value in ",/" else None
    return None


def _measure(token: Node) -> str | None:
    if not -_FARTHEST <= token.value <= _FARTHEST:
        return None
    if token.type == "number":
        return str(token.representation)
    unit = "%" if token.type == "percentage" else token.lower_unit
    if unit != "%" and not _UNIT.fullmatch(unit):
        return None
    return f"{token.representation}{unit}"


def _image(address: str, resolve: Resolve) -> str:
    resolved = resolve(address)
    if not resolved:
        return "none"
    return f"url({quote(resolved, safe=':/?#@!$&*+,;=%.~-', errors='replace')})"
