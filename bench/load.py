"""Many clients at once for some seconds, each in a session of its own, and what the web weighs.

The clients are processes apart, four sessions each, so that they wait for the server and not for
one another. An open is two requests, as in a browser: the reader, then the document of its frame.
"""

import multiprocessing
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.queues import Queue
from queue import Empty
from typing import Any

from bench.figures import median, p95
from bench.line import WrongAnswer
from bench.memory import pss_mb
from bench.station import Station, say
from bench.visitor import Visitor, letter_of, rows_of

SESSIONS_IN_ONE = 4
LOOKED_AT = 10
GRACE = 60.0
Cookies = dict[bytes, bytes]
Job = Callable[[Visitor, int], Any]


@dataclass(frozen=True)
class Share:
    """What one process of clients saw: seconds of each answer, errors, seconds of processor."""

    times: list[float]
    errors: list[str]
    processor: float


def signed_in(station: Station, clients: int) -> list[Cookies]:
    sessions = []
    for _ in range(clients):
        visitor = Visitor(station)
        visitor.entrance()
        rows_of(visitor.sign_in())
        sessions.append(visitor.line.cookies)
        visitor.line.close()
    return sessions


def load(
    station: Station, sessions: list[Cookies], seconds: float, idents: list[str], web: int
) -> dict[str, dict[str, Any]]:
    """Lists, then opens. `web` is the process whose tree is weighed."""

    def opened(visitor: Visitor, number: int) -> None:
        answers = visitor.open(idents[number % len(idents)])
        if number % LOOKED_AT == 0 or any(answer.status != 200 for answer in answers):
            letter_of(answers)

    def listed(visitor: Visitor, number: int) -> None:
        answer = visitor.rows()
        if number % LOOKED_AT == 0 or answer.status != 200:
            rows_of(answer)

    return {
        name: one_load(name, station, sessions, seconds, job, web)
        for name, job in (("list", listed), ("open", opened))
    }


def one_load(
    name: str, station: Station, sessions: list[Cookies], seconds: float, job: Job, web: int
) -> dict[str, Any]:
    context = multiprocessing.get_context("fork")
    told: Queue[Share] = context.Queue()
    firsts = range(0, len(sessions), SESSIONS_IN_ONE)
    groups = [sessions[first : first + SESSIONS_IN_ONE] for first in firsts]
    workers = [
        context.Process(target=clients, args=(told, station, group, number, seconds, job))
        for number, group in enumerate(groups)
    ]
    limit = time.monotonic() + seconds + GRACE
    for worker in workers:
        worker.start()
    shares, heaviest = gathered(told, len(workers), web, limit)
    for worker in workers:
        worker.join(GRACE)
    return summed(name, shares, seconds, len(sessions), heaviest)


def gathered(
    told: "Queue[Share]", wanted: int, web: int, limit: float
) -> tuple[list[Share], float]:
    """Waits for every process of clients, weighing the web all the while."""
    shares: list[Share] = []
    heaviest = 0.0
    while len(shares) < wanted:
        if time.monotonic() > limit:
            raise WrongAnswer("The clients of the load do not end.")
        heaviest = max(heaviest, pss_mb(web))
        with suppress(Empty):
            shares.append(told.get(timeout=2.0))
    return shares, heaviest


def clients(
    told: "Queue[Share]",
    station: Station,
    group: list[Cookies],
    number: int,
    seconds: float,
    job: Job,
) -> None:
    """One process: each session in a thread, asking again as soon as it is answered."""
    times: list[float] = []
    errors: list[str] = []
    stop = time.perf_counter() + seconds
    threads = [
        threading.Thread(
            target=client,
            args=(station, cookies, (number * SESSIONS_IN_ONE + at) * 7, stop, job, times, errors),
        )
        for at, cookies in enumerate(group)
    ]
    used = time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.put(Share(times, errors, time.process_time() - used))


def client(
    station: Station,
    cookies: Cookies,
    number: int,
    stop: float,
    job: Job,
    times: list[float],
    errors: list[str],
) -> None:
    visitor = returned(station, cookies)
    while time.perf_counter() < stop:
        began = time.perf_counter()
        try:
            job(visitor, number)
        except (WrongAnswer, OSError) as error:
            errors.append(str(error)[:200])
            visitor = returned(station, cookies)
        else:
            times.append(time.perf_counter() - began)
        number += 1


def returned(station: Station, cookies: Cookies) -> Visitor:
    """A browser that signed in before."""
    visitor = Visitor(station)
    visitor.line.cookies.update(cookies)
    return visitor


def summed(
    name: str, shares: list[Share], seconds: float, sessions: int, heaviest: float
) -> dict[str, Any]:
    times = [one for share in shares for one in share.times]
    errors = [one for share in shares for one in share.errors]
    made = {
        "per_second": round(len(times) / seconds, 1),
        "median_ms": median(times),
        "p95_ms": p95(times),
        "errors": len(errors),
        "clients": sessions,
        "client_cores": round(sum(share.processor for share in shares) / seconds, 2),
        "web_memory_mb": heaviest,
    }
    say(
        f"  {name} by {sessions}: {made['per_second']:.0f} a second,"
        f" median {made['median_ms']:.1f} ms, p95 {made['p95_ms']:.1f}, {len(errors)} errors,"
        f" web {heaviest:.0f} MB"
    )
    if errors:
        say(f"    the first: {errors[0]}")
    return made
