"""Who waits for whom at the web's front door."""

import asyncio
import os
import threading
import time
from typing import Any

import pytest
from django.urls import resolve

from preau.web.bodies import ClientLeft
from preau.web.entrance import BEHIND, THREADS, Crowded, Entrance, hashes
from tests.house.installation import House

HASHING = [
    "/sign-in",
    "/sign-in/new-password",
    "/activate/password",
    "/recover/link/a1b2",
    "/settings/security/password",
    "/settings/security/confirm",
    "/files/l/a1b2",
]


@pytest.mark.parametrize("path", HASHING)
def test_what_hashes_a_password_waits_at_the_entrance(path: str) -> None:
    assert [hashes(path, method) for method in ("POST", "GET")] == [True, False]


@pytest.mark.parametrize(
    "path", ["/", "/activate/", "/sign-in/passkey", "/files/l/a/1", "/mail/a/"]
)
def test_what_hashes_none_does_not(path: str) -> None:
    assert hashes(path, "POST") is False


@pytest.mark.parametrize("path", HASHING)
def test_each_of_these_addresses_is_one_of_ours(path: str) -> None:
    assert resolve(path).func


def test_who_leaves_before_their_turn_costs_no_hash() -> None:
    """Both threads are taken; of two who wait for them, one presses the button again."""
    free, answered = threading.Event(), []

    def hold() -> bytes:
        free.wait(60)
        return b""

    def hashed(name: str) -> bytes:
        answered.append(name)
        return name.encode()

    async def come() -> list[object]:
        entrance = Entrance()
        holding = [asyncio.ensure_future(entrance.take(stays, hold)) for _ in range(THREADS)]
        leaving = asyncio.ensure_future(entrance.take(leaves, hashed, "impatient"))
        staying = asyncio.ensure_future(entrance.take(stays, hashed, "patient"))
        gone = (await asyncio.gather(leaving, return_exceptions=True))[0]
        free.set()
        found = [type(gone), await staying]
        await asyncio.gather(*holding)
        entrance.shutdown()
        return found

    assert asyncio.run(come()) == [ClientLeft, b"patient"]
    assert answered == ["patient"]


def test_who_would_wait_too_long_is_told_at_once_and_the_others_are_served() -> None:
    """One request took a second; as many as there are threads are there already."""
    free = threading.Event()

    def hold() -> bytes:
        free.wait(60)
        return b"held"

    async def come(patience: float) -> list[object]:
        entrance = Entrance(patience)
        await entrance.take(stays, lambda: time.sleep(1) or b"")
        free.clear()
        there = [asyncio.ensure_future(entrance.take(stays, hold)) for _ in range(THREADS)]
        more = asyncio.ensure_future(entrance.take(stays, lambda: b"one more"))
        await asyncio.sleep(0.1)
        free.set()
        found = await asyncio.gather(more, *there, return_exceptions=True)
        entrance.shutdown()
        return [one if isinstance(one, bytes) else type(one) for one in found]

    assert asyncio.run(come(0.04)) == [Crowded, b"held", b"held"]
    assert asyncio.run(come(60)) == [b"one more", b"held", b"held"]
    assert asyncio.run(come(0)) == [b"one more", b"held", b"held"]


class Full(Entrance):
    """Where one more would wait for a minute."""

    async def take(self, *_given: object) -> bytes:
        raise Crowded(61.2)


@pytest.mark.filterwarnings("ignore:No directory at")
def test_the_crowd_is_told_in_a_sentence_and_when_to_come_again(house: House) -> None:
    from preau.web.door import Door

    said: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    door = Door(Full())
    asyncio.run(door(*posted(house.host("poitiers"), "/sign-in", send)))
    assert (said[0]["status"], dict(said[0]["headers"])[b"retry-after"]) == (503, b"62")
    assert b"Many people are coming in" in said[1]["body"]


def posted(host: str, path: str, send: object) -> tuple[dict[str, Any], Any, Any]:
    """A form as a browser posts it, with the token that its cookie goes with."""
    token = "a" * 32
    body = f"csrfmiddlewaretoken={token}&identifier=claire&password=x".encode()
    heads = {
        "host": host,
        "content-type": "application/x-www-form-urlencoded",
        "content-length": str(len(body)),
        "cookie": f"preau_csrf={token}; django_language=en",
    }
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "scheme": "http", "path": path,
        "raw_path": path.encode(), "query_string": b"", "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in heads.items()],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return scope, receive, send


async def stays() -> dict[str, object]:
    await asyncio.Event().wait()
    return {}


async def leaves() -> dict[str, object]:
    """What is left of the body comes first, as servers may say it twice."""
    said.append(len(said))
    return {"type": "http.request" if len(said) == 1 else "http.disconnect"}


said: list[int] = []


def test_hashes_are_served_after_the_pages() -> None:
    async def nice() -> bytes:
        entrance = Entrance()
        found = await entrance.take(stays, lambda: str(os.nice(0)).encode())
        entrance.shutdown()
        return found

    assert int(asyncio.run(nice())) == min(19, os.nice(0) + BEHIND)


def test_one_session_has_only_so_many_long_bodies_on_the_line() -> None:
    from collections import Counter

    from preau.web.bodies import MOST_AT_ONCE, Turn

    carriers: Counter[str] = Counter()
    turns = [Turn(carriers) for _ in range(MOST_AT_ONCE + 1)]
    refused = [turn.taken_by("claire") for turn in turns]
    assert refused == [None] * MOST_AT_ONCE + [(429, [(b"retry-after", b"5")])]
    assert Turn(carriers).taken_by("karim") is None
    with turns[0]:
        pass
    assert Turn(carriers).taken_by("claire") is None
