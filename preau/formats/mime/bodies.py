"""Which parts are what the sender wrote, and which are what they enclosed.

One walk sorts every part once: shown in the body, referred to by the body, enclosed, or nothing
to people (the worse half of an alternative, a signature's octets).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from preau.formats.mime.part import Part

Preference = Literal["html", "plain"]

_SHOWN_TEXTS = frozenset({"plain", "html", "enriched", "markdown", "x-markdown", "x-amp-html"})
_REPORTS = frozenset({"message/delivery-status", "message/disposition-notification"})
_CALENDARS = frozenset({"text/calendar", "application/ics"})
_SIGNATURES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


@dataclass(frozen=True, eq=False)
class Readable:
    """`bodies` is what to show, in order. `html` and `text` are the first of each kind, the text
    also where its HTML twin is the one shown. `related` finds a part by its Content-ID.
    """

    bodies: tuple[Part, ...] = ()
    html: Part | None = None
    text: Part | None = None
    related: Mapping[str, Part] = field(default_factory=dict)


def readable(part: Part, prefer: Preference = "html") -> Readable:
    """What the sender wrote. Enclosed messages are not opened: each is a message of its own."""
    sorting = _sorted(part, prefer)
    bodies = tuple(sorting.bodies) or _last_resort(part)
    texts = [*bodies, *sorting.twins]
    return Readable(
        bodies,
        html=next((one for one in texts if one.type == "text/html"), None),
        text=next((one for one in texts if one.type != "text/html"), None),
        related={one.content_id: one for one in part.walk() if one.content_id},
    )


def attachments(part: Part, prefer: Preference = "html") -> list[Part]:
    """Everything else that a person could want; images shown by the body are among them."""
    return _sorted(part, prefer).enclosed


def calendar(part: Part) -> Part | None:
    """The invitation, if there is one: the calendar that says its method before any other."""
    found = [one for one in part.walk() if one.type in _CALENDARS]
    return next((one for one in found if "method" in one.params), found[0] if found else None)


def is_signed(part: Part) -> bool:
    return any(
        one.type == "multipart/signed"
        or (one.type in _SMIME and one.params.get("smime-type", "").lower() == "signed-data")
        for one in part.walk()
    )


def is_encrypted(part: Part) -> bool:
    """S/MIME without a stated type is taken for encrypted, as RFC 8551 3.2.2 has it."""
    return any(
        one.type == "multipart/encrypted"
        or (one.type in _SMIME and "enveloped" in one.params.get("smime-type", "enveloped").lower())
        for one in part.walk()
    )


@dataclass
class _Sorting:
    """`twins` are readable texts that a better alternative stands for."""

    prefer: Preference
    bodies: list[Part] = field(default_factory=list)
    twins: list[Part] = field(default_factory=list)
    enclosed: list[Part] = field(default_factory=list)


def _sorted(part: Part, prefer: Preference) -> _Sorting:
    sorting = _Sorting(prefer)
    if part.type in {"text/plain", "text/html"} and part.disposition != "attachment":
        sorting.bodies.append(part)  # the whole message is one text, whatever its name
    else:
        _sort(part, sorting)
    return sorting


def _sort(part: Part, sorting: _Sorting) -> None:
    """Recursion is safe here: trees are at most `sections.DEPTH_MAX` deep."""
    if not part.is_multipart:
        _sort_leaf(part, sorting)
    elif part.subtype == "alternative":
        _sort_alternative(part.children, sorting)
    elif part.subtype == "related":
        _sort_related(part, sorting)
    elif part.subtype == "encrypted":
        sorting.enclosed += [one for one in part.children if one.subtype != "pgp-encrypted"]
    elif part.subtype == "appledouble":
        _sort_all(part.children[1:] or part.children, sorting)
    else:
        _sort_all(part.children, sorting)


def _sort_all(parts: Iterable[Part], sorting: _Sorting) -> None:
    for part in parts:
        _sort(part, sorting)


def _sort_leaf(part: Part, sorting: _Sorting) -> None:
    if _is_text_to_read(part):
        sorting.bodies.append(part)
    elif part.type not in _SIGNATURES:
        sorting.enclosed.append(part)


def _is_text_to_read(part: Part) -> bool:
    """A named text is a file, unless its sender asked to show it in place."""
    if part.maintype != "text" or part.subtype not in _SHOWN_TEXTS:
        return False
    return part.disposition == "inline" or (part.disposition != "attachment" and not part.name)


def _sort_alternative(children: tuple[Part, ...], sorting: _Sorting) -> None:
    """The richest wins, the last among equals (RFC 2046 5.1.4); the others are its twins."""
    tries = [_tried(child, sorting.prefer) for child in children]
    ranks = [_rank(one, sorting.prefer) for one in tries]
    best = max(range(len(tries)), key=lambda at: (ranks[at], at), default=-1)
    for at, one in enumerate(tries):
        if at == best:
            sorting.bodies += one.bodies
            sorting.twins += one.twins
            sorting.enclosed += one.enclosed
        else:
            sorting.twins += one.bodies + one.twins
            sorting.enclosed += [part for part in one.enclosed if not _is_unnamed_text(part)]


def _tried(part: Part, prefer: Preference) -> _Sorting:
    sorting = _Sorting(prefer)
    _sort(part, sorting)
    return sorting


def _rank(one: _Sorting, prefer: Preference) -> int:
    kinds = {body.subtype for body in one.bodies}
    if prefer in kinds:
        return 3
    if kinds & {"html", "plain"}:
        return 2
    return 1 if kinds - {"x-amp-html"} else 0


def _is_unnamed_text(part: Part) -> bool:
    """A calendar or vCard offered as one more alternative is not a file of its own."""
    return part.maintype == "text" and not part.name and part.disposition != "attachment"


def _sort_related(part: Part, sorting: _Sorting) -> None:
    """The root first (`start`, else the first, else the first that reads); the rest serves it."""
    root = _root(part)
    if root is not None:
        _sort(root, sorting)
    for one in part.children:
        if one is root:
            continue
        if one.is_multipart or (_is_text_to_read(one) and not one.content_id):
            _sort(one, sorting)
        else:
            sorting.enclosed.append(one)


def _root(part: Part) -> Part | None:
    start = part.params.get("start", "").strip("<> ")
    named = [one for one in part.children if start and one.content_id == start]
    texts = [one for one in part.children if one.maintype in {"text", "multipart"}]
    return next(iter([*named, *texts, *part.children]), None)


def _last_resort(part: Part) -> tuple[Part, ...]:
    """Something readable all the same: what could not be opened, as it is written, or a report.

    Dovecot gives a multipart without its boundary one empty text, and one that is nested too
    deep as octets that still have a boundary.
    """
    reports = [one for one in part.walk() if one.type in _REPORTS or _is_text_file(one)]
    unopened = [one for one in part.walk() if _is_unopened(one)]
    return tuple((unopened or reports)[:1])


def _is_unopened(part: Part) -> bool:
    if part.is_multipart:
        return not any(one.size or one.is_multipart for one in part.children)
    return "boundary" in part.params


def _is_text_file(part: Part) -> bool:
    return part.type in {"text/plain", "text/html"} and part.disposition != "attachment"
