"""A message, or the whole conversation around it, on paper: by the browser, or as a PDF."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preau.engines.press import Unprintable, press
from preau.kit.errors import WrongInput
from preau.mail import archives, conversations
from preau.mail.reading import Letter
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.mail.pages import paper
from preau.web.mail.pages.reader import Opened, shown
from preau.web.mail.shown.messages import Reader
from preau.web.mail.views.messages import opened, saved


@signed_in
def printed(request: AccountRequest, box: str, folder: str, message: str) -> HttpResponse:
    with opened(request, box, folder, message) as (where, letter):
        every = asked(request, where, letter)
        messages = [shown(where, one, on_paper=True) for one in every]
    page = Reader(id=messages[-1].id, subject=letter.subject or "–", messages=messages)
    return render(request, "mail/print.html", {"page": {"reader": page}})


@signed_in
def as_pdf(request: AccountRequest, box: str, folder: str, message: str) -> HttpResponse:
    with opened(request, box, folder, message) as (where, letter):
        sheets = [paper.sheet(where, one) for one in asked(request, where, letter)]
    try:
        octets = press(sheets, title=letter.subject, lang=get_language() or "fr")
    except Unprintable as error:
        said = _("This message cannot be made a PDF here: print it from your browser.")
        raise WrongInput(said) from error
    return saved(octets, "application/pdf", archives.name_for(letter, "pdf"))


def asked(request: AccountRequest, where: Opened, letter: Letter) -> list[Letter]:
    """One message, or with `whole` the conversation in its folder, oldest first."""
    if request.GET.get("whole") != "1" or letter.section:
        return [letter]
    return conversations.around(where.desk, letter.uid, threaded=True)
