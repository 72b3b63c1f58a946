"""Long works are begun as places are free, whatever becomes of those before."""

from datetime import datetime

import pytest
from django.db import OperationalError

from preau.space.actions import running


def test_a_database_that_stumbles_keeps_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[datetime] = []

    def stumble(now: datetime) -> None:
        asked.append(now)
        raise OperationalError

    monkeypatch.setattr(running, "claim_next", stumble)
    for _ in range(running.AT_ONCE + 1):
        with pytest.raises(OperationalError):
            running.begin_due()
    assert len(asked) == running.AT_ONCE + 1
