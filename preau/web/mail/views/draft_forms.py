"""The form of a letter being written: what it holds is kept, and the letter shown again."""

from collections.abc import Mapping

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from preau.engines.errors import Conflict
from preau.files.actions import linking
from preau.kit import figures
from preau.kit.errors import Changed, WrongInput
from preau.mail import access
from preau.mail.actions import enclosing, joining, writing
from preau.mail.models import Draft
from preau.web.kit.cut_forms import most_at_once
from preau.web.kit.errors import answer, too_long
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.mail import addresses as links
from preau.web.mail.composer import Question
from preau.web.mail.pages import composing

FIELDS = (
    "to",
    "cc",
    "bcc",
    "subject",
    "format",
    "html",
    "text",
    "quote",
    "from",
    "remind",
    "receipt",
)


def saved(request: AccountRequest, found: Draft) -> HttpResponse:
    """JSON for the script, the page again for a plain form; a conflict keeps both versions."""
    by_script = is_fragment(request)
    try:
        kept = keep(request, found)
    except WrongInput as error:
        return refused(request, found, str(error))
    except (Conflict, Changed) as error:
        return conflicting(request, found, error)
    if by_script and kept.pk != found.pk:
        return JsonResponse({"url": links.draft(kept.mailbox.slug, kept.pk)}, status=201)
    if not by_script:
        return HttpResponseRedirect(links.draft(kept.mailbox.slug, kept.pk))
    label = composing.saved_label(kept)
    return JsonResponse({"version": str(kept.revision), "saved_label": label})


def keep(request: AccountRequest, found: Draft) -> Draft:
    """What the form holds, into the draft; files too, from a browser without script."""
    fields = typed(request.POST)
    version = request.POST.get("version", "")
    if request.POST.get("copy") == "1":
        kept = writing.copy_draft(found, fields)
    else:
        kept = writing.save_draft(found, fields, version=version) if fields else found
    choose_link(request, kept)
    for upload in request.FILES.getlist("file"):
        joining.join(kept, upload, content_type=upload.content_type or "")
    return kept


def choose_link(request: AccountRequest, found: Draft) -> None:
    """How long its link stays open, and by which password, where the form says so."""
    asked = request.POST
    if found.link is None or not {"link_days", "link_password", "link_open"} & set(asked):
        return
    enclosing.refuse_when_leaving(found)
    days = asked.get("link_days", "")
    # An empty field is not a wish to be without a password: a button of its own is.
    password = "" if asked.get("link_open") == "1" else asked.get("link_password") or None
    linking.choose(
        found.link,
        days=int(days) if days.isdecimal() and len(days) < 5 else None,
        password=password,
    )


def typed(form: Mapping[str, str]) -> dict[str, str]:
    return {name: form[name] for name in FIELDS if name in form}


def refused(
    request: AccountRequest, found: Draft, sentence: str, *, status: int = 422
) -> HttpResponse:
    """The letter stays as it is, and says why it could not do what was asked."""
    found.refusal = sentence
    return shown(request, found, status=status)


def cut(request: AccountRequest, box: str, number: int, **_file: object) -> HttpResponse:
    """Too much at once, from a browser without script: the files are let go, and what was typed,
    which came before them, is kept. Whatever the button was to do, with one file or with all, is
    not done."""
    if not request.FILES:
        return answer(request, 413, too_long())
    found = access.draft(request.account, box, number)
    version = request.POST.get("version", "")
    try:
        kept = writing.save_draft(found, typed(request.POST), version=version)
        choose_link(request, kept)
    except (Conflict, Changed) as error:
        return conflicting(request, found, error)
    sentence = _(
        "These files are too heavy to come at once: %(limit)s in all without JavaScript, which "
        "sends them bit by bit. They were not attached; what you wrote is kept."
    )
    limit = figures.size(most_at_once(request))
    return refused(request, kept, sentence % {"limit": limit}, status=413)


def conflicting(request: AccountRequest, found: Draft, error: Conflict | Changed) -> HttpResponse:
    """The version kept stands at its address; what was typed here is printed again."""
    leaving = str(error) if isinstance(error, Changed) else ""
    if is_fragment(request):
        return JsonResponse({"conflict": True, "sentence": leaving}, status=409)
    again = access.draft(request.account, found.mailbox.slug, found.pk)
    writing.type_over(again, typed(request.POST))
    return shown(request, again, is_conflict=True, leaving=leaving, status=409)


def shown(
    request: AccountRequest, found: Draft, *, status: int = 200, is_conflict: bool = False,
    leaving: str = "", warnings: tuple[Question, ...] = (), leaves_at: str = "",
) -> HttpResponse:  # fmt: skip
    page = composing.compose_page(
        request, found, is_conflict=is_conflict, leaving=leaving, warnings=warnings,
        leaves_at=leaves_at,
    )  # fmt: skip
    template = "mail/_composer.html" if is_fragment(request) else "mail/compose.html"
    return render(request, template, {"page": page}, status=status)
