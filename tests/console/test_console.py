"""The console: there for who has a role, and nothing at all for the others."""

import pytest

from preau.identity.actions.opening import give_role
from preau.identity.models import Role
from tests.house.cast import Cast
from tests.house.fixtures import Engage
from tests.house.visitor import Answer, Visitor


def modules(answer: Answer) -> list[str]:
    return [one.get_text().strip() for one in answer.all("#nav .module-name")]


def said(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.words


def test_who_has_no_role_sees_no_door_to_the_console(cast: Cast) -> None:
    page = cast.karim.visitor().get(cast.karim.path())
    assert (page.status, modules(page)) == (200, ["Mail", "Services", "Help"])


def test_without_a_role_the_console_is_as_if_it_were_not(cast: Cast) -> None:
    visitor = cast.karim.visitor()
    assert said(visitor.get("/console/")) == said(visitor.get("/konsole/"))
    assert said(visitor.get("/console/")) == (404, visitor.get("/konsole/").words)


def test_nobody_is_led_to_the_entrance_and_back(cast: Cast) -> None:
    visitor = Visitor(cast.karim.house.ports.web, cast.karim.house.host("poitiers"))
    assert visitor.get("/console/").location == "/sign-in?next=%2Fconsole%2F"


@pytest.mark.parametrize("kind", list(Role.Kind))
def test_every_role_has_its_console(hire: Engage, kind: str) -> None:
    person = hire("Sylvie")
    give_role(person.account, kind, "0860001J" if kind == Role.Kind.HEAD else "")
    page = person.visitor().get("/console/")
    assert (page.status, modules(page)) == (200, ["Mail", "Services", "Help", "Console"])
    assert page.one('#nav [aria-current="page"]')["href"] == "/console/"
