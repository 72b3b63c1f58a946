"""Whoever is written to reads their language, and the time of their own clocks."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.utils import timezone, translation

from preau.academies.registry import academies
from preau.identity.models import Account


@contextmanager
def addressing(account: Account) -> Iterator[None]:
    """For what no page of theirs asked for: a notice, a refusal, what the worker does for them."""
    with translation.override(account.preference.language), by_the_clocks_of(account.academy):
        yield


def by_the_clocks_of(academy: str) -> AbstractContextManager[None]:
    return timezone.override(academies().of(academy).hours.clock)
