"""The filters as Sieve: read, written by hand, taken out, brought in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preau.engines.errors import Missing
from preau.filters.actions import saving
from preau.filters.doors import scripts
from preau.filters.rules import check_text
from preau.filters.sheet import OWN, read_sheet
from preau.formats.sieve.lexer import NotSieve
from preau.formats.sieve.reading import read
from preau.kit.errors import NotFound, WrongInput
from preau.mail import access
from preau.web.filters.pages.around import url
from preau.web.filters.pages.text import text_page
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.shell.frame import Toast

LARGEST = 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def text(request: AccountRequest, box: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        sheet = read_sheet(desk.mailbox)
        if request.method != "POST":
            name = request.GET.get("script", OWN)
            shown = sheet.text if name == OWN else _other(desk.mailbox.login, name)
            page = text_page(request, desk, sheet, name, shown)
            return render(request, "filters/text.html", {"page": page})
        given = request.POST.get("text", "").replace("\r\n", "\n")
        try:
            stamp = request.POST.get("stamp", "")
            saving.save_text(desk.mailbox, given, by=desk.account, stamp=stamp)
        except WrongInput as error:
            page = text_page(request, desk, sheet, OWN, given, str(error))
            return render(request, "filters/text.html", {"page": page}, status=422)
    return told(request, url("rules", box), Toast(_("The filters are in force as you wrote them.")))


@require_GET
@signed_in
def export(request: AccountRequest, box: str) -> HttpResponse:
    """To the letter, as the mail server keeps them."""
    mailbox = access.membership(request.account, box).mailbox
    name = request.GET.get("script", OWN)
    kept = read_sheet(mailbox).text if name == OWN else _other(mailbox.login, name)
    octets = kept.encode("utf-8", "surrogateescape")
    answer = HttpResponse(octets, content_type="application/sieve; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="filtres.sieve"'
    return answer


@require_POST
@signed_in
def bring_in(request: AccountRequest, box: str) -> HttpResponse:
    """After the rules that are there; a rule that is there already is passed over."""
    mailbox = access.membership(request.account, box).mailbox
    given = request.FILES.get("file")
    if given is None or given.size is None or given.size > LARGEST:
        raise WrongInput(_("Choose a file of filters, of 1 MB at most."))
    try:
        written = given.read().decode("utf-8")
        found = read(written)
    except (NotSieve, UnicodeDecodeError) as error:
        raise WrongInput(_("This file holds no filters in Sieve.")) from error
    check_text(mailbox, written)
    count = saving.bring_in(mailbox, found, by=request.account)
    said = ngettext("%(n)s rule was brought in.", "%(n)s rules were brought in.", count)
    return told(request, url("rules", box), Toast(said % {"n": count}))


def _other(login: str, name: str) -> str:
    with scripts().open(login) as shelf:
        try:
            return shelf.text(name)
        except Missing as error:
            raise NotFound from error
