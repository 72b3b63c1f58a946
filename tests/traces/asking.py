"""Asking why a message was not received, and reading what is told."""

import re

from tests.house.cast import Person
from tests.house.visitor import Answer


def ask(person: Person, text: str, **more: str) -> Answer:
    """In the last 7 days: who runs past midnight asks the next day."""
    return person.visitor().get("/missing/", q=text, **{"when": "week", **more})


def said(page: Answer) -> list[list[str]]:
    """Title, words and steps of each story, without the moments."""
    return [
        [line_of(one) for one in story.select(".story-title, .story-title ~ p, .story-steps span")]
        for story in page.all(".story")
    ]


def line_of(tag: object) -> str:
    text = " ".join(tag.get_text(" ").split())  # type: ignore[attr-defined]
    return re.sub(r"\w+ \d+ \w+ \d{4} at \d\d:\d\d", "WHEN", text)


def buttons(page: Answer) -> list[str]:
    return [line_of(one) for one in page.all(".story-verbs .button")]


def press(person: Person, page: Answer, label: str = "") -> Answer:
    """The first button of the stories, or the one with these words."""
    forms = page.all(".story-verbs form")
    form = next(one for one in forms if label in line_of(one))
    own = form.select("input:not([name=csrfmiddlewaretoken]), button")
    fields = {str(one["name"]): str(one["value"]) for one in own}
    visitor = person.visitor()
    return visitor.follow(visitor.post(str(form["action"]), fields))
