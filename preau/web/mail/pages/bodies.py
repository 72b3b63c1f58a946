"""What a message says, made safe to show, without the images that would tell its sender.

The reader counts what is withheld and the frame asks for the same text a moment later: the last
texts are kept, so that a click reads, decodes and cleans a message once. A message never changes:
what Dovecot showed a moment ago to this very box needs no second look.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preau.formats.html.blank import is_blank
from preau.formats.html.clean import clean
from preau.formats.html.quotes import last_quote
from preau.formats.mime.part import Part
from preau.formats.mime.untag import html_to_text
from preau.mail.reading import Letter, as_html, as_own_and_quoted, read_texts, read_wrapped
from preau.web.mail.pages import attachments

if TYPE_CHECKING:
    from preau.web.mail.pages.reader import Opened

TEXT = Part("", "text", "plain")
# Characters, in all and of one message.
MOST_KEPT = 6_000_000
LONGEST_KEPT = 400_000
# Seconds: a frame asks for its document right after the page around it.
LATELY = 30.0


@dataclass(frozen=True)
class Said:
    """The bodies one after the other, and how many outside images are held back in them."""

    html: str
    withheld: int
    is_blank: bool = False


_Key = tuple[str, str, str, str]
_kept: OrderedDict[_Key, tuple[float, Said]] = OrderedDict()
_size = 0
_lock = Lock()


def said(opened: Opened, letter: Letter) -> Said:
    key = _key(opened.desk.login, opened.url(letter.uid), letter.section)
    _at, known = _kept.get(key, (0.0, None))
    return _keep(key, known or read(opened, letter))


def lately_said(login: str, url: str, section: str) -> Said | None:
    """What the message at an address of ours says, if it was read in this box a moment ago."""
    at, known = _kept.get(_key(login, url, section), (0.0, None))
    return known if time.monotonic() - at < LATELY else None


def _key(login: str, url: str, section: str) -> _Key:
    return (login, url, section, get_language() or "")


def read(
    opened: Opened, letter: Letter, *, with_images: bool = False, on_paper: bool = False
) -> Said:
    """Inline images point at our own address of the part, outside ones at our proxy.

    What a message ends on only to say it again is folded, except on paper.
    """
    related = letter.readable.related

    def cid(identifier: str) -> str | None:
        part = related.get(identifier)
        if part is None or part.maintype != "image":
            return None
        return attachments.part_url(opened, letter, part, inline=True)

    def remote(address: str) -> str | None:
        return attachments.outside_image_url(opened, letter, address)

    pieces: list[str] = []
    withheld = 0
    bodies = letter.readable.bodies
    for part, text in zip(bodies, read_texts(opened.desk.box, letter, bodies), strict=True):
        if part.subtype == "html":
            cleaned = clean(text, cid=cid, remote=remote if with_images else None)
            alone = len(bodies) == 1 and not on_paper
            pieces.append(_quote_folded(cleaned.html) if alone else cleaned.html)
            withheld += cleaned.withheld
        elif on_paper or len(bodies) > 1:
            pieces.append(as_html(part, text))
        else:
            pieces.append(_folded(*as_own_and_quoted(part, text)))
    html = "<hr>".join(pieces)
    if is_blank(html) and not withheld:
        html = _unwrapped(opened, letter) or html
    return Said(html, withheld, is_blank=not withheld and is_blank(html))


def _unwrapped(opened: Opened, letter: Letter) -> str:
    """The words alone of what Outlook wrapped in a format of its own."""
    part = next((one for one in letter.enclosed if one.is_wrapped), None)
    if part is None:
        return ""
    inside = read_wrapped(opened.desk.box, letter, part)
    text = inside.body_text or html_to_text(inside.body_html)
    if text.strip():
        return as_html(TEXT, text)
    sentence = _("Outlook wrapped this message in winmail.dat, with no text that can be read here.")
    return f"<p>{escape(sentence)}</p>"


def _folded(own: str, quoted: str) -> str:
    if not quoted:
        return own
    summary = escape(_("Earlier messages"))
    return f"{own}<details><summary>{summary}</summary>{quoted}</details>"


def _quote_folded(html: str) -> str:
    found = last_quote(html)
    if found is None:
        return html
    begin, end = found
    return _folded(html[:begin], html[begin:end]) + html[end:]


def _keep(key: _Key, made: Said) -> Said:
    global _size
    if len(made.html) > LONGEST_KEPT:
        return made
    with _lock:
        _size += len(made.html) - _weight(_kept.pop(key, None))
        _kept[key] = (time.monotonic(), made)
        while _size > MOST_KEPT:
            _size -= _weight(_kept.popitem(last=False)[1])
    return made


def _weight(entry: tuple[float, Said] | None) -> int:
    return 0 if entry is None else len(entry[1].html)
