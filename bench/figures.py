"""Times as figures: medians and tails, in milliseconds."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One operation; `raw_ms` is the median of the same work without the web."""

    median_ms: float
    p95_ms: float
    n: int
    raw_ms: float
    raw_p95_ms: float
    kb: float = 0.0
    requests: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def figure(times: Sequence[float], raw: Sequence[float], *, octets: int, requests: int) -> Figure:
    return Figure(
        median(times), p95(times), len(times), median(raw), p95(raw),
        round(octets / 1000, 1), requests,
    )  # fmt: skip


def median(seconds: Sequence[float]) -> float:
    return round(statistics.median(seconds) * 1000, 2) if seconds else 0.0


def p95(seconds: Sequence[float]) -> float:
    if not seconds:
        return 0.0
    ordered = sorted(seconds)
    return round(ordered[round(0.95 * (len(ordered) - 1))] * 1000, 2)


def timed_loop() -> float:
    """A million additions, in milliseconds: how fast this processor is just now."""
    times = []
    for _ in range(5):
        began, total = time.perf_counter(), 0
        for number in range(1_000_000):
            total += number
        times.append(time.perf_counter() - began)
    return median(times)
