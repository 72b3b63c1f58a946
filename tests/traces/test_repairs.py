"""One button mends what kept a message away."""

import pytest

from tests.traces.asking import ask, buttons, press, said
from tests.traces.scene import Scene

HERE = "It is in your inbox."


def test_a_rule_is_switched_off_from_its_story(scene: Scene) -> None:
    page = press(scene.nour, ask(scene.nour, "thrown"))
    assert page.toasts == ["The rule “Poubelle” is off."]
    scene.sends("thrown", scene.nour.address)
    assert scene.nour.program().waits_for("Objet thrown")


@pytest.mark.parametrize(
    "name", ["marked-as-spam", "plain-rule", "trashed-in-webmail", "hidden", "junked-by-phone"]
)
def test_one_button_brings_it_back(scene: Scene, name: str) -> None:
    page = press(scene.alix, ask(scene.alix, name))
    assert page.toasts == ["It is in your inbox."]
    assert said(page)[0][0] == HERE


@pytest.mark.parametrize("name", ["erased-by-phone", "erased-later", "in-lost-folder"])
def test_what_was_erased_is_taken_back(scene: Scene, name: str) -> None:
    assert buttons(ask(scene.alix, name)) == ["Take it back into my inbox", "My devices"]
    page = press(scene.alix, ask(scene.alix, name))
    assert (page.toasts, said(page)[0][0]) == (["It is in your inbox."], HERE)
    assert scene.alix.program().find(f"Objet {name} ") != []
