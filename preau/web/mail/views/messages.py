"""One message by itself: its body for the frame, its parts, its source, its paper form."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from preau.formats.html.frame import Ground
from preau.formats.mime.charsets import decode_text
from preau.formats.mime.structure import Part
from preau.formats.mime.untag import html_to_text
from preau.kit.errors import NotFound
from preau.mail import access, archives, reading
from preau.mail.actions import trusting
from preau.mail.reading import Letter
from preau.web.kit.frames import framed
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses
from preau.web.mail.pages import attachments, bodies, cards
from preau.web.mail.pages.asked import Asked
from preau.web.mail.pages.reader import Opened, shows_images
from preau.web.mail.shown.messages import Link, Preview
from preau.web.shell.framing import frame

MOST_OF_A_SOURCE = 2 * 1024 * 1024
MOST_OF_A_TEXT = 512 * 1024
# What a browser shows by itself without running anything; all else is saved.
SHOWN_IN_PLACE = attachments.RASTERS | {"application/pdf"}
GROUNDS: dict[str, Ground] = {"dark": "dark", "auto": "auto"}
PART_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox"
# Chromium's own PDF viewer does not open in a sandboxed document.
PDF_CSP = (
    "default-src 'none'; object-src 'self'; plugin-types application/pdf; frame-ancestors 'self'"
)


@contextmanager
def opened(
    request: AccountRequest, box: str, folder: str, message: str
) -> Iterator[tuple[Opened, Letter]]:
    """The message as this person may see it; `?part=` opens one enclosed in it."""
    validity, uid = access.message(message)
    asked = Asked.by(request.GET, usual_view="flat")
    with access.desk(request.account, box) as desk:
        state = desk.select(folder, uidvalidity=validity)
        where = Opened(desk, folder, desk.glance(folder).role, state.uidvalidity, asked)
        yield where, reading.read_letter(desk.box, uid, request.GET.get("part", ""))


@signed_in
def body(request: AccountRequest, box: str, folder: str, message: str) -> HttpResponse:
    """The HTML of one message, for its sandboxed frame and under the frame's own policy."""
    validity, uid = access.message(message)
    url = addresses.message(box, folder, f"{validity}-{uid}")
    html = said_at(request, url, box, folder, message)
    ground = GROUNDS.get(request.GET.get("ground", ""), "light")
    return framed(request, html, url + "part/", ground=ground)


def said_at(request: AccountRequest, url: str, box: str, folder: str, message: str) -> str:
    """The cleaned HTML of the message at `url`. Raises NotFound in a box that is not theirs."""
    login = access.membership(request.account, box).mailbox.login
    on_paper = request.GET.get("paper") == "1"
    known = None if on_paper else bodies.lately_said(login, url, request.GET.get("part", ""))
    if known is not None and not (known.withheld and may_show_images(request)):
        return known.html
    with opened(request, box, folder, message) as (where, letter):
        with_images = shows_images(where, letter)
        if with_images or on_paper:
            return bodies.read(where, letter, with_images=with_images, on_paper=on_paper).html
        return bodies.said(where, letter).html


def may_show_images(request: AccountRequest) -> bool:
    """Asked for, or of somebody whose images always are: the letter itself must tell."""
    return "images" in request.GET or bool(request.account.preference.trusted_images)


@require_POST
@signed_in
def trust(request: AccountRequest, box: str, folder: str, message: str) -> HttpResponse:
    """Outside images of this sender are shown from now on."""
    with opened(request, box, folder, message) as (where, letter):
        trusting.trust_images(request.account, letter.sender.address)
        url = where.url(letter.uid)
    return HttpResponseRedirect(url)


@signed_in
def part(
    request: AccountRequest, box: str, folder: str, message: str, section: str, filename: str
) -> HttpResponse:
    """An attachment's octets; shown in place only for kinds that cannot run anything."""
    del filename  # it is in the address so that a browser saves under it
    with opened(request, box, folder, message) as (where, letter):
        found, octets = reading.read_content(where.desk.box, letter, section)
    inline = request.GET.get("inline") == "1" and found.type in SHOWN_IN_PLACE
    return file_answer(found, octets, inline=inline)


@signed_in
def inside(
    request: AccountRequest, box: str, folder: str, message: str, section: str, number: int,
    name: str,
) -> HttpResponse:  # fmt: skip
    """A file that Outlook wrapped in winmail.dat, by its place in it from 0."""
    del name
    with opened(request, box, folder, message) as (where, letter):
        part = reading.part_of(letter, section)
        if not part.is_wrapped:
            raise NotFound
        files = reading.read_wrapped(where.desk.box, letter, part).attachments
    if number >= len(files):
        raise NotFound
    filename, _kind, octets = files[number]
    response = saved(octets, "application/octet-stream", filename)
    response.headers["Content-Security-Policy"] = PART_CSP
    return response


def file_answer(found: Part, octets: bytes, *, inline: bool) -> HttpResponse:
    kind = found.type if inline else "application/octet-stream"
    response = HttpResponse(octets, content_type=kind)
    disposition = content_disposition_header(as_attachment=not inline, filename=found.filename)
    if disposition:
        response.headers["Content-Disposition"] = disposition
    response.headers["Content-Security-Policy"] = PDF_CSP if kind.endswith("/pdf") else PART_CSP
    response.headers["Cache-Control"] = "private, max-age=600" if inline else "no-store"
    return response


@signed_in
def preview(
    request: AccountRequest, box: str, folder: str, message: str, section: str
) -> HttpResponse:
    with opened(request, box, folder, message) as (where, letter):
        found = reading.part_of(letter, section)
        if found.is_message:
            return HttpResponseRedirect(where.url(letter.uid, "print", part=section))
        page = preview_page(request, where, letter, found)
    return render(request, "mail/preview.html", {"page": page})


def preview_page(request: AccountRequest, where: Opened, letter: Letter, found: Part) -> Preview:
    page = Preview(
        attachment=attachments.shown(where, letter, found),
        back_url=where.url(letter.uid),
        frame=frame(request, box=where.box),
    )
    inline = attachments.part_url(where, letter, found, inline=True)
    if found.type in attachments.RASTERS:
        return replace(page, image_url=inline)
    if found.type == "application/pdf":
        return replace(page, frame_url=inline)
    if found.is_wrapped:
        return unwrapped(page, where, letter, found)
    if found.type in attachments.TEXTS:
        _part, octets = reading.read_content(where.desk.box, letter, found.section)
        text = decode_text(octets[:MOST_OF_A_TEXT], found.charset) or " "
        said = cards.facts(text) if found.type in attachments.CARDS else []
        return replace(page, text="" if said else text, facts=said)
    return page


def unwrapped(page: Preview, where: Opened, letter: Letter, found: Part) -> Preview:
    held = reading.read_wrapped(where.desk.box, letter, found)
    names = [name for name, _kind, _octets in held.attachments]
    links = [
        Link(name, attachments.inside_url(where, letter, found, number, name))
        for number, name in enumerate(names)
    ]
    return replace(page, text=held.body_text or html_to_text(held.body_html), inside=links)


@signed_in
def zipped(request: AccountRequest, box: str, folder: str, message: str) -> HttpResponse:
    with opened(request, box, folder, message) as (where, letter):
        if not letter.enclosed:
            raise NotFound
        octets = archives.zip_attachments(where.desk.box, letter)
    return saved(octets, "application/zip", archives.name_for(letter, "zip"))


@signed_in
def source(request: AccountRequest, box: str, folder: str, message: str) -> HttpResponse:
    with opened(request, box, folder, message) as (where, letter):
        octets = archives.raw(where.desk.box, letter, most=MOST_OF_A_SOURCE)
        context = {
            "subject": letter.subject or "–",
            "source": decode_text(octets, "utf-8"),
            "eml_url": where.url(letter.uid, "message.eml"),
            "back_url": where.url(letter.uid),
        }
    return render(request, "mail/source.html", context)


@signed_in
def eml(request: AccountRequest, box: str, folder: str, message: str) -> HttpResponse:
    with opened(request, box, folder, message) as (where, letter):
        octets = archives.raw(where.desk.box, letter)
    return saved(octets, "message/rfc822", archives.name_for(letter, "eml"))


def saved(octets: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(octets, content_type=kind)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response
