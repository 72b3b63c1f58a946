"""How far an errand is, told now and then; and whether it is still wanted."""

import time
from typing import Any

from django.utils import timezone

from preau.space.models import Errand

EVERY = 0.7
State = Errand.State


class Stopped(Exception):
    """The person took it back, or another worker has it."""


class Watch:
    def __init__(self, errand: Errand) -> None:
        self._errand = errand
        self._told_at = time.monotonic()

    def tell(self, messages: int, octets: int | None = None, *, now: bool = False) -> None:
        """So far. Raises Stopped where it is not to go on."""
        self._errand.done_messages = messages
        if octets is not None:
            self._errand.done_octets = octets
        if now or time.monotonic() - self._told_at > EVERY:
            self.note()

    def note(self, **values: Any) -> None:
        """Keep what is known of it now. Raises Stopped."""
        errand = self._errand
        self._told_at = time.monotonic()
        for name, value in values.items():
            setattr(errand, name, value)
        far = {"done_messages": errand.done_messages, "done_octets": errand.done_octets}
        mine = Errand.objects.filter(pk=errand.pk, state__in=(State.COUNTING, State.RUNNING))
        if not mine.update(**{"claimed_at": timezone.now(), **far, **values}):
            # What was done before it was stopped is told all the same.
            Errand.objects.filter(pk=errand.pk).update(**far)
            raise Stopped

    def end(self, **values: Any) -> None:
        self.note(state=State.DONE, ended_at=timezone.now(), **values)
