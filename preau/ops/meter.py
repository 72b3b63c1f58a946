"""How far long work is: a bar on a terminal, a line now and then anywhere else."""

import time
from dataclasses import dataclass, field
from typing import TextIO

WIDTH = 24
ON_TERMINAL = 0.1
ELSEWHERE = 10.0


@dataclass
class Meter:
    """`done` of `total`; `rated` counts only what took work, for the rate and what remains."""

    out: TextIO
    total: int
    what: str = "messages"
    _began: float = field(default_factory=time.monotonic)
    _shown: float = 0.0

    @property
    def is_live(self) -> bool:
        return self.out.isatty()

    def show(self, done: int, rated: int, *, at_once: bool = False) -> None:
        now = time.monotonic()
        pause = ON_TERMINAL if self.is_live else ELSEWHERE
        if not at_once and now - max(self._shown, self._began) < pause:
            return
        self._shown = now
        line = said(done, self.total, rated, now - self._began, self.what)
        self.out.write(f"\r{bar(done, self.total)} {line}\x1b[K" if self.is_live else f"{line}\n")
        self.out.flush()

    def end(self) -> None:
        if self.is_live and self._shown:
            self.out.write("\n")


def bar(done: int, total: int) -> str:
    full = WIDTH * done // max(total, 1)
    return f"[{'█' * full}{'·' * (WIDTH - full)}]"


def said(done: int, total: int, rated: int, seconds: float, what: str) -> str:
    """`1,240 of 5,000 messages · 310 a second · 12 s left`."""
    parts = [f"{done:,} of {total:,} {what}"]
    if rated and seconds >= 1:
        rate = rated / seconds
        parts.append(f"{rate:,.0f} a second" if rate >= 1 else f"{60 * rate:,.0f} a minute")
        if done < total:
            parts.append(f"{lasting((total - done) / rate)} left")
    return " · ".join(parts)


def lasting(seconds: float) -> str:
    """`12 s`, `4 min`, `2 h 10 min`."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{minutes} min"
