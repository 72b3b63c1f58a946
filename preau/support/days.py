"""What a day is to a school: pure, for who reckons by days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from preau.schooltime.slots import Rhythm, works_on


class Kind(StrEnum):
    CLASS = "class"
    HOLIDAYS = "holidays"  # a day of the week on which schools are closed
    REST = "rest"  # a weekend, or a public holiday


@dataclass(frozen=True)
class Day:
    date: date
    kind: Kind


def days(first: date, count: int, rhythm: Rhythm) -> list[Day]:
    """`rhythm` is the académie's usual one."""
    return [Day(day, kind_of(day, rhythm)) for day in following(first, count)]


def kind_of(day: date, rhythm: Rhythm) -> Kind:
    if works_on(day, rhythm):
        return Kind.CLASS
    through = replace(rhythm, week=replace(rhythm.week, in_holidays=True))
    return Kind.HOLIDAYS if works_on(day, through) else Kind.REST


def following(first: date, count: int) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(count))
