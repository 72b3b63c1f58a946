"""When an académie is at work: two spans a day, the same from Monday to Friday."""

from dataclasses import dataclass
from datetime import time
from typing import Annotated

from preau.academies.values import Check

Span = tuple[time, time]


def span_reason(value: str) -> str | None:
    try:
        start, end = span(value)
    except ValueError:
        return "two times such as 08:00-12:00"
    return None if start < end else "two times, the earlier first, such as 08:00-12:00"


def span(value: str) -> Span:
    start, dash, end = value.partition("-")
    if not dash or len(start) != 5 or len(end) != 5:
        raise ValueError(value)
    return time.fromisoformat(start), time.fromisoformat(end)


Times = Annotated[str, Check(span_reason)]


@dataclass(frozen=True)
class Hours:
    """Half days at work: what is “working time” for deferred sending and notifications.

    `propose_later`: outside them, who writes is offered to send when work begins again.
    """

    morning: Times = "08:00-12:00"
    afternoon: Times = "13:30-18:00"
    propose_later: bool = True

    @property
    def of_morning(self) -> Span:
        return span(self.morning)

    @property
    def of_afternoon(self) -> Span:
        return span(self.afternoon)


USUAL_HOURS = Hours()
