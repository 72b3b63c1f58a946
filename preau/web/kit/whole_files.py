"""A file of any size, given whole or in part: never read into memory, never shown in place."""

from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from preau.formats.ranges import Unsatisfiable, asked_range

PIECE = 256 * 1024
# Should a browser open it all the same, it may do nothing.
FILE_CSP = "default-src 'none'; sandbox"


def file_answer(request: HttpRequest, path: Path, *, name: str, mark: str) -> HttpResponseBase:
    """`mark` changes when the octets do. Answers 206 to a range, 416 to one past the end."""
    size, tag = path.stat().st_size, f'"{mark}"'
    try:
        asked = _range(request, size, tag)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, end = asked or (0, size)
    response = StreamingHttpResponse(
        pieces(path, first, end), status=206 if asked else 200, headers=_headers(name, tag)
    )
    response.headers["Content-Length"] = str(end - first)
    if asked:
        response.headers["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
    return response


def begins(request: HttpRequest) -> bool:
    """Whether this is the first go at a file, not one that goes on from where another stopped."""
    asked = request.headers.get("Range", "")
    return request.method == "GET" and (not asked or asked.startswith("bytes=0-"))


def _range(request: HttpRequest, size: int, tag: str) -> tuple[int, int] | None:
    """A part of another version is no use to who has a part of this one (RFC 9110 13.1.5)."""
    if request.headers.get("If-Range", tag) != tag:
        return None
    return asked_range(request.headers.get("Range", ""), size)


def _headers(name: str, tag: str) -> dict[str, str]:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": disposition or "attachment",
        "Content-Security-Policy": FILE_CSP,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-store",
        "ETag": tag,
        "X-Robots-Tag": "noindex",
    }


def pieces(path: Path, first: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = end - first
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
