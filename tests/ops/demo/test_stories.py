"""The letters' source: every story reads, and names only people and words that exist."""

import pytest

from preau.ops.demo.persons import groups, persons
from preau.ops.demo.stories import told_in
from preau.ops.demo.world import BOOKS

STORIES = [s for book in (*BOOKS, "aujourdhui", "brouillons") for s in told_in(book)]


@pytest.mark.parametrize("story", STORIES, ids=[s.title for s in STORIES])
def test_a_story_is_whole(story):
    known = {*persons("poitiers"), *groups(), "parent"}
    assert story.turns
    for turn in story.turns:
        assert {turn.sender, *turn.to, *turn.cc} <= known
        assert turn.in_the_name_of in {"", "box"}
        assert turn.text
        assert "attach:" not in turn.text
        assert {kind for kind, _ in turn.papers} <= {"pdf", "odt", "csv", "png", "ics"}


def test_titles_are_told_once():
    titles = [story.title for story in STORIES]
    assert len(set(titles)) == len(titles)


def test_paragraphs_are_one_line():
    first = told_in("reunions")[0].turns[0].text
    assert first.split("\n\n")[1].count("\n") == 0
