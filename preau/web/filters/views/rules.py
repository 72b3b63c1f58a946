"""Rules looked at, written, tried and saved."""

from dataclasses import replace
from typing import cast

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preau.filters.actions import following, saving
from preau.filters.rules import check_forwards
from preau.filters.sheet import Sheet, read_sheet
from preau.filters.suggesting import from_message
from preau.filters.trying import try_rules
from preau.formats.mime.untag import html_to_text
from preau.formats.placeholders import filled
from preau.formats.sieve.rule import Rule, WrongRule, check
from preau.identity.queries import memberships
from preau.kit.errors import NotFound, WrongInput
from preau.mail import access
from preau.mail.access import Desk
from preau.mail.actions.folders import create_folder
from preau.web.filters.pages import around
from preau.web.filters.pages import form as forms
from preau.web.filters.pages import rule as pages
from preau.web.filters.pages.around import url
from preau.web.filters.pages.form import Form, Line, Posted
from preau.web.filters.pages.listing import rules_page
from preau.web.filters.pages.wrong import sentence_of
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.shell.frame import Toast
from preau.wordings.fields import of_writer
from preau.wordings.queries import offered

page_or_save = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@signed_in
def home(request: AccountRequest) -> HttpResponse:
    """One's own box: the first of one's memberships."""
    mine = memberships(request.account)
    if not mine:
        raise NotFound
    return HttpResponseRedirect(url("rules", mine[0].mailbox.slug))


@require_GET
@signed_in
def rules(request: AccountRequest, box: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        sheet = following.follow(desk.mailbox, desk.folders(), read_sheet(desk.mailbox))
        page = rules_page(request, desk, sheet)
    return render(request, "filters/rules.html", {"page": page})


@require_GET
@signed_in
def new(request: AccountRequest, box: str) -> HttpResponse:
    """Empty, or from a message: `?from=<folder>/<uidvalidity>-<uid>`, `&by=subject`."""
    with access.desk(request.account, box) as desk:
        sheet = read_sheet(desk.mailbox)
        folder, _, ident = request.GET.get("from", "").partition("/")
        if not ident:
            made = Form(saving.new_ident())
            return _shown(request, desk, sheet, made)
        by = request.GET.get("by", "")
        rule = from_message(desk, folder, access.message(ident), by=by)
        made = _with_new_folder(desk, forms.of_rule(rule, around.domains(desk.mailbox)))
        return _shown(request, desk, sheet, made, tries=True, is_ready=True)


@page_or_save
@signed_in
def rule(request: AccountRequest, box: str, ident: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        sheet = read_sheet(desk.mailbox)
        if request.method != "POST":
            return _to_change(request, desk, sheet, ident)
        given = _posted(request, desk, sheet, ident)
        if step := request.POST.get("step", ""):
            if step == "wording":
                given = _worded(desk, given, request.POST.get("wording", ""))
            return _shown(request, desk, sheet, _stepped(given, step), tries=step == "try")
        return _save(request, desk, sheet, given)


def _to_change(request: AccountRequest, desk: Desk, sheet: Sheet, ident: str) -> HttpResponse:
    """A message may name a rule that was deleted since."""
    try:
        known = forms.of_rule(sheet.rule(ident), around.domains(desk.mailbox))
    except NotFound:
        gone = Toast(_("This rule is no longer there."), level="notice")
        return told(request, url("rules", desk.mailbox.slug), gone)
    return _shown(request, desk, sheet, known, tries=True)


@require_POST
@signed_in
def attempt(request: AccountRequest, box: str, ident: str) -> HttpResponse:
    """What it would have done, as a fragment of the form's page."""
    with access.desk(request.account, box) as desk:
        sheet = read_sheet(desk.mailbox)
        given = _posted(request, desk, sheet, ident)
        if not is_fragment(request):
            return _shown(request, desk, sheet, given, tries=True)
        try:
            tried = _tried(desk, sheet, _checked(desk, given))
        except WrongInput as error:
            return render(request, "filters/_trial.html", {"tried": None, "error": str(error)})
    return render(request, "filters/_trial.html", {"tried": tried, "error": ""})


def _save(request: AccountRequest, desk: Desk, sheet: Sheet, given: Form) -> HttpResponse:
    try:
        made = _checked(desk, given)
        tried = _tried(desk, sheet, made)
        if pages.hides(tried) and request.POST.get("sure") != made.ident:
            page = _page(request, desk, sheet, given, tried=tried, must_be_sure=True)
            return render(request, "filters/rule.html", {"page": page}, status=422)
        _make_folder(desk, given)
        stamp = request.POST.get("stamp", "")
        saved = saving.save_rule(desk.mailbox, made, by=desk.account, stamp=stamp)
    except WrongInput as error:
        page = _page(request, desk, sheet, given, error=str(error))
        return render(request, "filters/rule.html", {"page": page}, status=422)
    following.remember(desk.mailbox, desk.folders(), saved.script.rules)
    said = (
        _("The rule “%(name)s” is in force.") if made.is_on else _("The rule “%(name)s” is kept.")
    )
    return told(request, url("rules", desk.mailbox.slug), Toast(said % {"name": made.name}))


def _checked(desk: Desk, given: Form) -> Rule:
    """Raises WrongInput with what to change."""
    made = forms.rule_of(given, around.mine(desk.mailbox))
    if not made.name:
        made = replace(made, name=_("Rule without a name"))
    try:
        check(made)
    except WrongRule as error:
        raise WrongInput(sentence_of(error.part)) from error
    check_forwards(desk.mailbox, made)
    return made


def _tried(desk: Desk, sheet: Sheet, made: Rule) -> pages.Tried:
    looked = replace(made, is_on=True)
    trial = try_rules(desk, pages.with_rule(sheet, looked), made.ident)
    return pages.tried(desk, sheet, looked, trial)


def _shown(
    request: AccountRequest,
    desk: Desk,
    sheet: Sheet,
    given: Form,
    *,
    tries: bool = False,
    is_ready: bool = False,
) -> HttpResponse:
    error, tried = "", None
    if tries:
        try:
            tried = _tried(desk, sheet, _checked(desk, given))
        except WrongInput as wrong:
            error = str(wrong)
    page = _page(request, desk, sheet, given, error=error, tried=tried, is_ready=is_ready)
    return render(request, "filters/rule.html", {"page": page})


def _page(
    request: AccountRequest, desk: Desk, sheet: Sheet, given: Form, **more: object
) -> pages.RulePage:
    stamp = request.POST.get("stamp", "") or sheet.stamp
    return pages.rule_page(request, desk, given, stamp=stamp, **more)  # type: ignore[arg-type]


def _posted(request: AccountRequest, desk: Desk, sheet: Sheet, ident: str) -> Form:
    """With what the form has no field for, as it is in the rule that is there."""
    kept = next((one for one in sheet.script.rules if one.ident == ident), None)
    rest = forms.of_rule(kept, around.domains(desk.mailbox)).rest if kept else ()
    return forms.posted(cast(Posted, request.POST), ident, rest)


def _stepped(given: Form, step: str) -> Form:
    """One condition more, or one less: what the buttons of the form do."""
    if step == "add":
        return replace(given, lines=(*given.lines, Line()))
    verb, _, number = step.partition(":")
    if verb == "drop" and number.isdecimal():
        at = int(number)
        return replace(given, lines=given.lines[:at] + given.lines[at + 1 :])
    return given


def _worded(desk: Desk, given: Form, number: str) -> Form:
    """The answer as a template says it, with what is known of its writer."""
    for one in offered(desk.mailbox, desk.account):
        if str(one.pk) == number:
            known = of_writer(desk.account)
            text = filled(html_to_text(one.html).strip(), known)
            subject = filled(one.subject, known) or given.reply_subject
            return replace(given, reply_text=text, reply_subject=subject)
    return given


def _with_new_folder(desk: Desk, given: Form) -> Form:
    known = {folder.name for folder in around.targets(desk)}
    if given.folder in known:
        return given
    return replace(given, folder="", new_folder=given.folder)


def _make_folder(desk: Desk, given: Form) -> None:
    """The one named in the form, unless it is there. Raises WrongInput."""
    wanted = given.new_folder if given.place == forms.FILES else ""
    if wanted and wanted not in {folder.name for folder in desk.folders()}:
        create_folder(desk, wanted)
