"""The HTML of a letter as its frame loads it, under the frame's own policy."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from preau.formats.html.frame import FRAME_HEADERS, Ground, frame_csp, frame_document


def framed(
    request: HttpRequest, cleaned_html: str, images: str, *, ground: Ground = "light"
) -> HttpResponse:
    """`images` is the path beneath which its pictures are; no other is loaded."""
    document = frame_document(cleaned_html, ground=ground, lang=get_language() or "fr")
    policy = frame_csp(request.build_absolute_uri(images))
    return HttpResponse(document, headers={**FRAME_HEADERS, "Content-Security-Policy": policy})
