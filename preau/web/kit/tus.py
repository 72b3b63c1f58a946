"""Resumable uploads: the core of tus 1.0.0 with creation, expiration and termination
(https://tus.io/protocols/resumable-upload), over `files.actions.receiving`.
"""

import base64
import binascii
from collections.abc import Callable
from typing import IO, cast

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from preau.files import store
from preau.files.actions import receiving
from preau.files.models import Upload
from preau.kit.errors import Changed, WrongInput
from preau.web.kit.errors import answer

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
CHUNK_TYPE = "application/offset+octet-stream"
LARGEST = 2**40


def is_spoken(request: HttpRequest) -> bool:
    return request.headers.get("Tus-Resumable") == VERSION


def options() -> HttpResponse:
    return _said(204, {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS})


def unspoken() -> HttpResponse:
    """Another version, or none: 412, with what we speak."""
    return _said(412, {"Tus-Version": VERSION})


def length(request: HttpRequest) -> int:
    """Upload-Length. Raises WrongInput for none, or nonsense."""
    said = request.headers.get("Upload-Length", "")
    if not said.isdigit() or len(said) > 13 or not int(said) <= LARGEST:
        raise WrongInput
    return int(said)


def metadata(request: HttpRequest) -> dict[str, str]:
    """Upload-Metadata: `key base64,key base64`; what is not understood is left out."""
    pairs = (one.strip().partition(" ") for one in _header(request).split(","))
    return {key: text for key, _space, value in pairs if (text := _decoded(value)) is not None}


def _header(request: HttpRequest) -> str:
    return request.headers.get("Upload-Metadata", "")[:4096]


def _decoded(value: str) -> str | None:
    try:
        return base64.b64decode(value, validate=True).decode().replace("\0", "")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None


def created(upload: Upload, url: str) -> HttpResponse:
    return _said(201, {"Location": url, "Upload-Offset": "0", **_expiry(upload)})


def refused(request: HttpRequest, error: WrongInput) -> HttpResponse:
    """Before any octet comes: too large, or no room for it."""
    response = answer(request, 413, str(error))
    response.headers["Tus-Resumable"] = VERSION
    return response


def one(
    request: HttpRequest, upload: Upload, arrived: Callable[[Upload], HttpResponse]
) -> HttpResponse:
    """HEAD, PATCH or DELETE of an upload; `arrived` answers once all of it is there."""
    if request.method == "HEAD":
        return _standing(upload)
    if request.method == "DELETE":
        receiving.give_up(upload)
        return _said(204)
    return _patched(request, upload, arrived)


def _patched(
    request: HttpRequest, upload: Upload, arrived: Callable[[Upload], HttpResponse]
) -> HttpResponse:
    if request.content_type != CHUNK_TYPE:
        return _said(415)
    at = request.headers.get("Upload-Offset", "")
    if not at.isdigit() or len(at) > 13:
        return _said(400)
    try:
        end = receiving.append(upload, int(at), cast(IO[bytes], request))
    except Changed:
        return _said(409, {"Upload-Offset": str(store.received(upload.key))})
    response = arrived(upload) if end == upload.size else HttpResponse(status=204)
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Upload-Offset"] = str(end)
    return response


def _standing(upload: Upload) -> HttpResponse:
    lengths = {"Upload-Length": str(upload.size), "Upload-Offset": str(store.received(upload.key))}
    return _said(200, {"Cache-Control": "no-store", **lengths, **_expiry(upload)})


def _expiry(upload: Upload) -> dict[str, str]:
    return {"Upload-Expires": http_date((upload.touched_at + receiving.WAITS).timestamp())}


def _said(status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(status=status, headers={"Tus-Resumable": VERSION, **(headers or {})})
