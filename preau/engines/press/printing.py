"""The printing process: JSON on its input, a PDF on its output, and no way anywhere else.

It imports nothing of ours. No address is fetched and no file read for a document: what it shows
comes with it. Time and memory are bounded, since a message may be made to exhaust them.
"""

import base64
import json
import logging
import os
import resource
import sys
from io import BytesIO
from typing import Any

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

CPU_SECONDS = 40
MEMORY = 1536 * 1024 * 1024
OWN = "preau:/"


class Enclosed(URLFetcher):  # type: ignore[misc]
    """Gives the images that came with the document, and refuses every other address."""

    def __init__(self, images: dict[str, list[str]]) -> None:
        super().__init__()
        self.images = images

    def fetch(self, url: str, headers: object = None) -> Any:
        del headers
        known = self.images.get(url.removeprefix(OWN))
        if known is None:
            raise ValueError("not enclosed")
        kind, encoded = known
        body = BytesIO(base64.b64decode(encoded))
        return URLFetcherResponse(url, body, {"Content-Type": kind})


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable(logging.CRITICAL)  # what it would say quotes the message
    asked = json.load(sys.stdin)
    documents = [rendered(page) for page in asked["pages"]]
    first, sheets = documents[0], [sheet for one in documents for sheet in one.pages]
    first.metadata.title = asked["title"]
    first.metadata.lang = asked["lang"]
    sys.stdout.buffer.write(first.copy(sheets).write_pdf())
    sys.stdout.buffer.flush()
    # Pango reads the fonts on a thread of its own, which may outlive the libraries that an orderly
    # end takes down under it: the sheets would be there, and the process dead of a signal.
    os._exit(0)


def rendered(page: dict[str, Any]) -> Any:
    fetcher = Enclosed(page["images"])
    return HTML(string=page["html"], base_url=OWN, url_fetcher=fetcher).render()


if __name__ == "__main__":
    main()
