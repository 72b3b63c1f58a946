"""A picture of an académie's folder, as an answer that may do nothing by itself."""

from pathlib import Path

from django.http import HttpResponse

from preau.academies import pictures
from preau.kit.errors import NotFound

PICTURE_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def picture_answer(file: Path | None) -> HttpResponse:
    """Raises NotFound for none."""
    if file is None:
        raise NotFound
    response = HttpResponse(file.read_bytes(), content_type=pictures.kind(file))
    response.headers["Content-Security-Policy"] = PICTURE_CSP
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
