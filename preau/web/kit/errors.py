"""The one place where errors become answers."""

import logging
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from preau.engines import errors as engine
from preau.kit import errors as room
from preau.web.kit.crowd import come_again, is_crowded
from preau.web.kit.cut_forms import is_cut, takes_cut_forms
from preau.web.kit.request import is_fragment

logger = logging.getLogger(__name__)

STATUS: tuple[tuple[type[Exception], int], ...] = (
    (room.NotFound, 404),
    (Http404, 404),
    (engine.Missing, 404),
    (room.NotAllowed, 403),
    (PermissionDenied, 403),
    (engine.Conflict, 409),
    (room.Changed, 409),
    (room.WrongInput, 422),
    (engine.OverQuota, 507),
    (engine.Busy, 503),
    (engine.EngineAway, 503),
    (engine.MailRefused, 502),
    (engine.CommandRefused, 502),
)
TITLES = {
    403: gettext_lazy("This is not allowed"),
    404: gettext_lazy("This is not here"),
    405: gettext_lazy("There is no page here"),
    413: gettext_lazy("This is too large"),
    409: gettext_lazy("This has changed meanwhile"),
    422: gettext_lazy("This cannot be used"),
    500: gettext_lazy("Something went wrong"),
    502: gettext_lazy("The mail server refused"),
    503: gettext_lazy("Mail is away for a moment"),
    507: gettext_lazy("The mailbox is full"),
}


class ErrorsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return no_page(request, response) if is_bare_refusal(response) else response

    def process_view(
        self, request: HttpRequest, view: object, _args: object, _named: object
    ) -> HttpResponse | None:
        """Nothing is done for who came too many at once, nor of a form that was cut, but by a view
        that expects one."""
        if is_crowded(request):
            return come_again(request)
        if is_cut(request) and not takes_cut_forms(view):
            return answer(request, 413, too_long())
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse:
        for kind, status in STATUS:
            if isinstance(error, kind):
                return answer(request, status, sentence_of(error, status))
        # Only the type and place: an exception's text may hold what somebody wrote.
        logger.error("%s in %s", type(error).__name__, place_of(error))
        return answer(request, 500, sentence_of(error, 500))


def is_bare_refusal(response: HttpResponse) -> bool:
    """Django's own answer to a way of asking that an address does not know: without a word."""
    return isinstance(response, HttpResponseNotAllowed) and not response.content


def no_page(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    response = answer(request, 405, _("This address does something, and shows nothing by itself."))
    response.headers["Allow"] = refusal.headers["Allow"]
    return response


def too_long() -> str:
    return _("This is too large to be sent at once.")


def place_of(error: Exception) -> str:
    trace = error.__traceback__
    if trace is None:
        return "?"
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"


def sentence_of(error: Exception, status: int) -> str:
    if isinstance(error, room.RoomError) and str(error):
        return str(error)
    if isinstance(error, engine.Busy):
        return _("The mailbox is taking in many messages: the search answers in a moment.")
    return {
        403: _("Your account does not give this right."),
        404: _("It was moved, deleted, or is not yours. Nothing else was changed."),
        409: _("The mailbox changed under your feet: look at the list again. Nothing was lost."),
        503: _("Nothing was lost. This page tries again by itself; sign-in and settings answer."),
        507: _("There is no room left. Empty the trash or delete large messages, then try again."),
        502: _("The server said no. Nothing was lost."),
    }.get(status, _("The fault is ours. Nothing you typed was lost; try again in a moment."))


def answer(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    context = {"status": status, "title": TITLES[status], "sentence": sentence}
    context["academy"] = getattr(request, "academy", None)
    context["retry_url"] = request.get_full_path() if request.method == "GET" else None
    if not is_fragment(request):
        return render(request, "shell/error.html", context, status=status)
    response = render(request, "shell/_error_toast.html", context, status=status)
    response.headers["HX-Retarget"] = "#toasts"
    response.headers["HX-Reswap"] = "beforeend"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    if is_cut(request):
        # Its token may lie in what was not taken.
        return answer(request, 413, too_long())
    return answer(request, 403, _("The page was too old to be trusted: reload it and try again."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 404, sentence_of(exception, 404))


def server_error(request: HttpRequest) -> HttpResponse:
    return answer(request, 500, sentence_of(Exception(), 500))
