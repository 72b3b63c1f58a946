"""Letters being written: begun, saved as one types, sent, taken back, thrown away."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from preau.engines.errors import Conflict
from preau.kit.errors import Changed, WrongInput
from preau.mail import access
from preau.mail.actions import answering, mending, resuming, sending, writing
from preau.mail.models import Draft
from preau.web.kit.answers import keep_for_later, told
from preau.web.kit.cut_forms import kept_by
from preau.web.kit.frames import framed
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses as links
from preau.web.mail.pages import composing, departing
from preau.web.mail.views.draft_forms import (
    conflicting,
    cut,
    keep,
    refused,
    saved,
    shown,
    typed,
)
from preau.web.mail.views.messages import PART_CSP
from preau.web.shell.frame import Toast

MENDS = {"numen": mending.mask_numens, "many": mending.hide_addresses}


@require_GET
@signed_in
def compose(request: AccountRequest, box: str) -> HttpResponse:
    """Begins a letter, then shows it at its own address."""
    draft = begun(request, box)
    url = links.draft(draft.mailbox.slug, draft.pk)
    if not is_fragment(request):
        return HttpResponseRedirect(url)
    response = shown(request, draft)
    response.headers["HX-Push-Url"] = "false"
    return response


def begun(request: AccountRequest, box: str) -> Draft:
    asked = request.GET
    if not any(name in asked for name in ("reply", "forward", "edit")):
        mailbox = access.membership(request.account, box).mailbox
        fields = {name: asked[name] for name in ("to", "cc", "subject") if name in asked}
        return writing.start_draft(mailbox, by=request.account, **fields)
    verb = next(name for name in ("reply", "forward", "edit") if name in asked)
    folder, _slash, ident = asked[verb].partition("/")
    message = access.message(ident)
    with access.desk(request.account, box) as desk:
        if verb == "edit":
            return resuming.resume_draft(desk, folder, message)
        if verb == "reply":
            return answering.start_reply(desk, folder, message, to_all="all" in asked)
        attached = asked.get("as") == "attachment"
        return answering.start_forward(desk, folder, message, as_attachment=attached)


@signed_in
@kept_by(cut)
def draft(request: AccountRequest, box: str, number: int) -> HttpResponse:
    found = access.draft(request.account, box, number)
    if request.method == "GET" and found.state == Draft.State.SCHEDULED:
        return HttpResponseRedirect(links.scheduled(found))
    if request.method == "GET":
        return shown(request, found)
    return saved(request, found)


@require_GET
@signed_in
def quote(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """The message answered: a page for its frame, or a fragment for the editor."""
    found = access.draft(request.account, box, number)
    if request.GET.get("edit"):
        # For the editor's script; opened as a page of its own, it may do nothing.
        return HttpResponse(found.quote_html, headers={"Content-Security-Policy": PART_CSP})
    return framed(request, found.quote_html, links.draft(box, number, "attachments/"))


@require_POST
@signed_in
@kept_by(cut)
def dispatch(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """Into the queue, where it can be taken back for some seconds."""

    def go(kept: Draft, version: str) -> str:
        seconds = request.account.preference.undo_seconds
        sending.dispatch(kept, seconds=seconds, version=version)
        return _("Message sent")

    return depart(request, box, number, go)


def depart(
    request: AccountRequest, box: str, number: int, go: Callable[[Draft, str], str], at: str = ""
) -> HttpResponse:
    """What every departure asks first. `go` sends it, at once or `at` a time, and says what it
    did."""
    found = access.draft(request.account, box, number)
    try:
        kept = keep(request, found) if typed(request.POST) else found
        version = str(kept.revision) if typed(request.POST) else request.POST.get("version", "")
        if wanted := MENDS.get(request.POST.get("mend", "")):
            return mended(request, wanted(kept, version=version))
        asked = departing.questions(kept, request.POST.getlist("warned"))
        if asked:
            return shown(request, kept, status=422, warnings=tuple(asked), leaves_at=at)
        said = go(kept, version)
    except WrongInput as error:
        return refused(request, found, str(error))
    except (Conflict, Changed) as error:
        return conflicting(request, found, error)
    return done(request, box, Toast(said, str(number), links.draft(box, number, "recall")))


def mended(request: AccountRequest, draft: Draft) -> HttpResponse:
    """What the question proposed is done; its author reads the letter again before it leaves."""
    if is_fragment(request):
        return shown(request, draft)
    return HttpResponseRedirect(links.draft(draft.mailbox.slug, draft.pk))


@require_POST
@signed_in
def recall(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """Undo send: the letter opens again, as it was."""
    found = sending.recall_draft(access.draft(request.account, box, number))
    if is_fragment(request):
        response = shown(request, found)
        response.headers["HX-Retarget"] = "#composers"
        response.headers["HX-Reswap"] = "beforeend"
        return response
    return HttpResponseRedirect(links.draft(box, number))


@require_POST
@signed_in
def discard(request: AccountRequest, box: str, number: int) -> HttpResponse:
    found = access.draft(request.account, box, number)
    try:
        writing.discard_draft(found, version=request.POST.get("version", ""))
    except Conflict as error:
        return conflicting(request, found, error)
    if request.POST.get("silent") == "1":
        return HttpResponse(status=204)
    return done(request, box, Toast(_("Draft thrown away")))


def done(request: AccountRequest, box: str, toast: Toast) -> HttpResponse:
    """The toast for a window that closes over the list; a page goes back to the list."""
    url = links.folder(box, "inbox")
    if is_fragment(request):
        if "/drafts/d/" in request.headers.get("Referer", ""):
            keep_for_later(request, toast)
            return HttpResponse(headers={"HX-Redirect": url})
        return render(request, "shell/_toast.html", {"toast": toast})
    return told(request, url, toast)


@require_GET
@signed_in
def addresses(request: AccountRequest, box: str) -> HttpResponse:
    access.membership(request.account, box)
    page = composing.suggestions(request.account, request.GET.get("q", "")[:100])
    return render(request, "mail/_suggestions.html", {"page": page})
