"""Messages on paper: what a sheet says above each, its text, and the images that it shows."""

from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preau.engines.press import Page
from preau.mail.reading import Letter, read_content
from preau.web.mail.pages import attachments, bodies
from preau.web.mail.pages.reader import Opened, shown
from preau.web.mail.shown.messages import Person, Shown

MOST_IMAGES = 20 * 1024 * 1024
_SHEET = """
@page { size: A4; margin: 18mm 16mm 20mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "DejaVu Sans", sans-serif; color: #565c6b; } }
body { margin: 0; font: 10pt/1.5 "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif; color: #1c1c1e; overflow-wrap: anywhere; }
.sheet-subject { font-size: 15pt; line-height: 1.25; margin: 0 0 4mm; }
.sheet-facts { display: table; margin: 0 0 5mm; padding: 0 0 4mm; border-bottom: 1px solid #c9ccd1; width: 100%; font-size: 9pt; }
.sheet-fact { display: table-row; }
.sheet-fact > * { display: table-cell; padding: 0 4mm 1mm 0; vertical-align: top; }
.sheet-name { color: #565c6b; white-space: nowrap; width: 1%; }
img { max-width: 100%; height: auto; }
img:not([src]) { display: none; }
table { max-width: 100%; }
pre { white-space: pre-wrap; }
blockquote { margin: 3mm 0; padding-left: 3mm; border-left: 2px solid #c3c9d1; color: #4a4f57; }
a { color: #0b57a4; }
"""  # noqa: E501


def sheet(opened: Opened, letter: Letter) -> Page:
    """One message; outside images are not asked for, as on a screen before one agrees."""
    message = shown(opened, letter, on_paper=True)
    said = bodies.read(opened, letter, on_paper=True)
    lang = escape(get_language() or "fr")
    html = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<style>{_SHEET}</style></head><body>{_head(letter, message)}{said.html}</body></html>"
    )
    return Page(html, _images(opened, letter))


def _head(letter: Letter, message: Shown) -> str:
    facts = [
        (_("From"), f"{message.who} <{message.address}>"),
        (_("To"), _people(message.to)),
        (_("Copy"), _people(message.cc)),
        (_("Date"), message.date_title or message.date_label),
        (_("Attachments"), ", ".join(f"{a.name} ({a.size_label})" for a in message.attachments)),
    ]
    rows = "".join(
        f'<div class="sheet-fact"><span class="sheet-name">{escape(name)}</span>'
        f"<span>{escape(value)}</span></div>"
        for name, value in facts
        if value
    )
    subject = escape(letter.subject or _("(no subject)"))
    return f'<h1 class="sheet-subject">{subject}</h1><div class="sheet-facts">{rows}</div>'


def _people(people: list[Person]) -> str:
    return ", ".join(f"{one.name} <{one.address}>" for one in people)


def _images(opened: Opened, letter: Letter) -> dict[str, tuple[str, bytes]]:
    """Those that the message shows in place, under the addresses its text has for them."""
    found: dict[str, tuple[str, bytes]] = {}
    room = MOST_IMAGES
    for part in letter.readable.related.values():
        if part.maintype != "image" or part.type not in attachments.RASTERS:
            continue
        _part, octets = read_content(opened.desk.box, letter, part.section)
        room -= len(octets)
        if room < 0:
            break
        found[attachments.part_url(opened, letter, part, inline=True)] = (part.type, octets)
    return found
