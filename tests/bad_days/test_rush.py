"""Everybody comes at once, and who is in already goes on reading."""

from concurrent.futures import ThreadPoolExecutor

from tests.house.cast import PASSWORD
from tests.house.fixtures import Engage
from tests.house.visitor import Visitor
from tests.house.waiting import eventually

MANY = 60
"""More than the threads of all processes: the rest waits behind them."""


def test_a_rush_on_passwords_leaves_the_pages_to_who_reads(hire: Engage) -> None:
    """Told by what comes before what, so that a slow machine tells the same."""
    person = hire()
    rush, reader = [person.visitor() for _ in range(MANY)], person.visitor()
    hashed: list[int] = []

    def prove(visitor: Visitor) -> None:
        hashed.append(visitor.post("/settings/security/confirm", present=PASSWORD).status)

    with ThreadPoolExecutor(MANY) as pool:
        for visitor in rush:
            pool.submit(prove, visitor)
        eventually(lambda: hashed)
        pages = [reader.get("/settings/security").status for _ in range(4)]
        before = len(hashed)
    assert pages == [200] * 4
    assert hashed == [302] * MANY
    assert before < MANY / 2
