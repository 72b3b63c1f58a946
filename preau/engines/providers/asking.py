"""Asking a provider over HTTP: bounded in time and size, never redirected."""

import json
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3

from preau.engines.errors import EngineAway
from preau.engines.providers.claims import NotVouched

LARGEST = 1024 * 1024
_pool = urllib3.PoolManager(
    timeout=urllib3.Timeout(connect=4.0, read=8.0), retries=False, maxsize=4
)


def get(url: str, headers: dict[str, str] | None = None) -> bytes:
    """Raises EngineAway when the provider does not answer, NotVouched when it says no."""
    return _ask("GET", url, headers or {}, None)


def get_json(url: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    return _object(get(url, headers))


def post_form(url: str, fields: dict[str, str], headers: dict[str, str]) -> dict[str, Any]:
    sent = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    return _object(_ask("POST", url, headers | sent, urlencode(fields)))


def _ask(verb: str, url: str, headers: dict[str, str], body: str | None) -> bytes:
    try:
        answer = _pool.request(
            verb, url, body=body, headers=headers, redirect=False, preload_content=False
        )
        octets = answer.read(LARGEST + 1)
        answer.release_conn()
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise EngineAway("provider", f"{urlsplit(url).hostname} does not answer.") from error
    if answer.status >= 500:
        raise EngineAway("provider", f"{urlsplit(url).hostname} answers {answer.status}.")
    if answer.status != 200 or len(octets) > LARGEST:
        raise NotVouched(f"the provider answers {answer.status}")
    return octets


def _object(octets: bytes) -> dict[str, Any]:
    try:
        found = json.loads(octets)
    except ValueError as error:
        raise NotVouched("the provider does not answer in JSON") from error
    if not isinstance(found, dict):
        raise NotVouched("the provider does not answer an object")
    return found
