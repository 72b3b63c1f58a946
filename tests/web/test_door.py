"""Who waits for whom at the web's front door."""

import pytest


@pytest.mark.filterwarnings("ignore:No directory at")
def test_a_rush_at_the_entrance_holds_no_thread_of_the_pages() -> None:
    from preau.web.door import Door

    door = Door()
    pages = door.threads_of("/mail/a/inbox/")
    assert door.threads_of("/sign-in", "POST") is not pages
    assert door.threads_of("/sign-in") is pages
