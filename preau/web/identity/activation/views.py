"""Who somebody is, and their first password. The same answer for whoever is not recognised."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

from preau.identity.actions import activating
from preau.identity.actions.activating import Claim, NotRecognised, Proof, TooManyTries
from preau.identity.models import Session
from preau.identity.numens import numen_hash
from preau.identity.passwords import none
from preau.web.credentials.elsewhere import Elsewhere, elsewhere
from preau.web.identity.activation.claims import Progress
from preau.web.identity.activation.pages import SLIP, CodePage, OfficesPage, WhoPage, steps
from preau.web.identity.entering import enter
from preau.web.identity.recovery.pages import NewPassword
from preau.web.kit.request import AcademyRequest, network


@never_cache
@ensure_csrf_cookie
def who(request: HttpRequest) -> HttpResponse:
    """NUMEN, birth date, and the slip or the wish for a code by mail."""
    if cast(Any, request).account is not None:
        return redirect("activation:address")
    if request.method != "POST":
        return show_who(request, WhoPage.again(Progress(cast(AcademyRequest, request)).claim()))
    page = WhoPage.of(request)
    read = page.read()
    if read is None:
        return show_who(request, page, 422)
    number, birth = read
    asked = cast(AcademyRequest, request)
    claim = Claim(numen_hash(number), birth, asked.academy.slug, network(request))
    try:
        return go_on(asked, claim, page)
    except TooManyTries:
        page.form.error = too_many()
        return show_who(request, page, 429)
    except NotRecognised:
        page.is_refused = True
        return show_who(request, page, 401)


def go_on(request: AcademyRequest, claim: Claim, page: WhoPage) -> HttpResponse:
    progress = Progress(request)
    if page.way == SLIP:
        return proved(progress, activating.prove_by_slip(claim, page.form.code))
    activating.ask_for_code(claim)
    progress.keep_claim(claim)
    return redirect("activation:code")


@never_cache
@ensure_csrf_cookie
def code(request: HttpRequest) -> HttpResponse:
    """The code that was mailed, if there is anybody to mail it to: the page does not tell."""
    progress = Progress(cast(AcademyRequest, request))
    claim = progress.claim()
    if claim is None:
        return redirect("activation:who")
    page = CodePage()
    try:
        if request.method == "POST" and "again" in request.POST:
            activating.ask_for_code(claim)
            page.was_sent_again = True
        elif request.method == "POST":
            page.form.code = request.POST.get("code", "")
            if page.form.read_code() and not page.form.errors:
                return proved(progress, activating.prove_by_code(claim, page.form.code))
    except TooManyTries:
        page.form.error = too_many()
        return show_code(request, page, 429)
    except NotRecognised:
        page.is_refused = True
        return show_code(request, page, 401)
    return show_code(request, page, 422 if page.form.errors else 200)


@never_cache
def waiting(request: HttpRequest) -> HttpResponse:
    """The person is known, the file is not processed yet: who to ask (E-05)."""
    proof = Progress(cast(AcademyRequest, request)).proof()
    if proof is None or proof.is_ready:
        return redirect("activation:who" if proof is None else "activation:password")
    academy = cast(AcademyRequest, request).academy
    page = OfficesPage.of(academy, proof.account.person.category)
    context = {"page": page, "name": proof.account.name}
    return render(request, "identity/activation/waiting.html", context)


@never_cache
@ensure_csrf_cookie
def password(request: HttpRequest) -> HttpResponse:
    asked = cast(AcademyRequest, request)
    if cast(Any, request).account is not None:
        return redirect("activation:address")
    progress = Progress(asked)
    proof = progress.proof()
    if proof is None or not proof.is_ready:
        return redirect("activation:who" if proof is None else "activation:waiting")
    place = elsewhere(asked.academy)
    form = NewPassword(proof.account)
    if place is not None:
        return without_password(asked, proof, place)
    if request.method != "POST" or not form.is_good(request.POST.get("password", "")):
        context = {"form": form, "steps": steps(2)}
        status = 422 if form.faults else 200
        return render(request, "identity/activation/password.html", context, status=status)
    return activated(asked, proof, form.hashed())


def without_password(request: AcademyRequest, proof: Proof, place: Elsewhere) -> HttpResponse:
    """Theirs lives in a directory: there is none to choose."""
    if request.method == "POST":
        return activated(request, proof, none())
    context = {"account": proof.account, "place": place, "steps": steps(2)}
    return render(request, "identity/activation/elsewhere.html", context)


def activated(request: AcademyRequest, proof: Proof, password_hash: str) -> HttpResponse:
    try:
        account = activating.activate(proof, password_hash, network=network(request))
    except NotRecognised:
        return redirect("activation:who")
    Progress(request).forget()
    return enter(request, account, Session.Way.ACTIVATION)


@never_cache
def lost_numen(request: HttpRequest) -> HttpResponse:
    """Who gives it back, by category of staff (E-04, I-14, I-15)."""
    page = OfficesPage.of(cast(AcademyRequest, request).academy)
    return render(request, "identity/activation/lost_numen.html", {"page": page})


def proved(progress: Progress, proof: Proof) -> HttpResponseRedirect:
    progress.keep_proof(proof)
    return redirect("activation:password" if proof.is_ready else "activation:waiting")


def too_many() -> str:
    return _("Too many tries. Wait a quarter of an hour, or ask the help desk.")


def show_who(request: HttpRequest, page: WhoPage, status: int = 200) -> HttpResponse:
    return render(request, "identity/activation/who.html", {"page": page}, status=status)


def show_code(request: HttpRequest, page: CodePage, status: int = 200) -> HttpResponse:
    context = {"page": page, "demo": settings.DEMO}
    return render(request, "identity/activation/code.html", context, status=status)
