"""Pages are packed as the browser asks; what is no text, or small, is left alone."""

import gzip

import brotli
import pytest
from django.http import HttpRequest, HttpResponse

from preau.web.kit.packing import PackingMiddleware, encoding

PAGE = "<p>Réunion de rentrée</p>" * 100


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("GZIP", "gzip"),
        ("gzip;q=0", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_encoding_is_one_the_browser_accepts(accepted: str, chosen: str) -> None:
    assert encoding(accepted) == chosen


@pytest.mark.parametrize(("name", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_packed_page_is_the_same_page(name: str, unpack: object) -> None:
    response = answered(HttpResponse(PAGE), name)
    assert unpack(response.content).decode() == PAGE
    assert response.headers["Content-Encoding"] == name
    assert response.headers["Content-Length"] == str(len(response.content))
    assert response.headers["Vary"] == "Accept-Encoding"


def test_its_size_tells_nothing_exact() -> None:
    sizes = {len(answered(HttpResponse(PAGE), "br").headers["Preau-Padding"]) for _ in range(64)}
    assert len(sizes) > 1


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(b"x" * 9000, content_type="application/octet-stream"),
        HttpResponse(b"short"),
        HttpResponse(PAGE, headers={"Content-Encoding": "br"}),
    ],
)
def test_what_gains_nothing_is_left_as_it_is(response: HttpResponse) -> None:
    before = response.content
    assert answered(response, "br").content == before


def answered(response: HttpResponse, accepted: str) -> HttpResponse:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = accepted
    return PackingMiddleware(lambda _request: response)(request)
