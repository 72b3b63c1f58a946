"""French unless the person chose otherwise; before sign-in, a choice kept in a cookie."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

KNOWN = {code for code, _ in settings.LANGUAGES}


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(chosen_language(request)):
            return self.get_response(request)


def chosen_language(request: HttpRequest) -> str:
    account = cast(Any, request).account
    asked = (
        account.preference.language
        if account is not None
        else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    )
    return asked if asked in KNOWN else settings.LANGUAGE_CODE
