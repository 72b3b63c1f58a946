"""The journal of one's account: on the screen, and as a file of one's own."""

import csv
import io
from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from preau.identity.queries import in_journal
from preau.journal.queries import lines, one_by_one
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.settings.pages.activity import Filter, said
from preau.web.settings.pages.activity import activity as activity_page

# Spreadsheets take a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


@require_GET
@signed_in
def activity(request: AccountRequest) -> HttpResponse:
    return render(request, "settings/activity.html", {"page": activity_page(request)})


@require_GET
@signed_in
def export(request: AccountRequest) -> HttpResponse:
    """Every line that the filter leaves, for a spreadsheet: one deed a line."""
    made = io.StringIO(BYTE_ORDER_MARK, newline="")
    made.seek(0, io.SEEK_END)
    csv.writer(made, delimiter=";").writerows(_rows(request))
    response = HttpResponse(made.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"{_('activity')}-{timezone.localdate():%Y-%m-%d}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(request: AccountRequest) -> Iterator[list[str]]:
    yield [_("Date"), _("What"), _("Place"), _("Network")]
    found = lines(in_journal(request.account), Filter.by(request.GET).wanted)
    for entry in one_by_one(found):
        (line,) = said(request, [[entry]])
        yield [line.iso, *map(safe, (line.sentence, line.place, entry.network))]


def safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
