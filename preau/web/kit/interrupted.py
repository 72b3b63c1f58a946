"""A session ended by its owner while a page of it is being made: that page asks to sign in."""

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessions
from django.http import HttpRequest, HttpResponse

from preau.web.kit.signed_in import ask_to_sign_in


class SessionMiddleware(DjangoSessions):
    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            return ask_to_sign_in(request)
