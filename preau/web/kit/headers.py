"""The headers of every page: what a browser may load, keep and tell."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PAGE_CSP = "; ".join(  # noqa: FLY002 -- one directive a line
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
        "worker-src 'self'",
    )
)


class HeadersMiddleware:
    """A view that serves a message sets its own, stricter, policy first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", PAGE_CSP)
        headers.setdefault("Cache-Control", "no-store")
        if is_on_shared_computer(request):
            headers["Cache-Control"] = "no-store"
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("X-Content-Type-Options", "nosniff")
        return response


def is_on_shared_computer(request: HttpRequest) -> bool:
    """There, not even a picture of a message is kept by the browser (W-15)."""
    session = getattr(request, "open_session", None)
    return session is not None and session.is_shared
