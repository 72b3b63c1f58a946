"""Who waits for whom at the web's front door."""

import pytest


@pytest.mark.filterwarnings("ignore:No directory at")
def test_a_rush_at_the_entrance_holds_no_thread_of_the_pages() -> None:
    from preau.web.door import Door

    door = Door()
    pages = door.threads_of("/mail/a/inbox/")
    assert door.threads_of("/sign-in", "POST") is not pages
    assert door.threads_of("/sign-in") is pages


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
