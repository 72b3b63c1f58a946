"""Somebody who opens one page again and again: at rest, and while others come in."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench.figures import median, p95
from bench.line import Line, WrongAnswer

WARMING, AT_REST = 10, 40
BETWEEN = 0.1
"""Seconds from an answer to the next page."""


@dataclass
class Reader:
    """Seconds that the page took, each time; at rest, their median in milliseconds."""

    at_rest_ms: float
    in_the_rush: list[float] = field(default_factory=list)

    def found(self) -> dict[str, Any]:
        rush = median(self.in_the_rush)
        return {
            "at_rest_ms": self.at_rest_ms,
            "in_the_rush_ms": rush,
            "in_the_rush_p95_ms": p95(self.in_the_rush),
            "pages": len(self.in_the_rush),
            "ratio": round(rush / self.at_rest_ms, 1),
        }


@contextmanager
def reading(line: Line, page: str) -> Iterator[Reader]:
    """At rest first; then in a thread, for as long as the block lasts."""
    reader, over = Reader(at_rest(line, page)), threading.Event()

    def read_on() -> None:
        while not over.wait(BETWEEN):
            reader.in_the_rush.append(seconds(line, page))

    with ThreadPoolExecutor(1) as thread:
        going = thread.submit(read_on)
        try:
            yield reader
        finally:
            over.set()
        going.result()


def at_rest(line: Line, page: str) -> float:
    """The median, in milliseconds, once it is warm."""
    took = []
    for _ in range(WARMING + AT_REST):
        took.append(seconds(line, page))
        time.sleep(BETWEEN)
    return median(took[WARMING:])


def seconds(line: Line, page: str) -> float:
    began = time.perf_counter()
    if line.get(page).status != 200:
        raise WrongAnswer(f"{page} did not come.")
    return time.perf_counter() - began
