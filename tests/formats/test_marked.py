"""Where a part of ours stands in a letter, whatever stands around and in it."""

import pytest

from preau.formats.html.marked import before_quote, inside

SIGNED = '<div class="preau-signature">'

INSIDE = {
    "alone": (f"{SIGNED}Claire</div>", "Claire"),
    "after words": (f"<div>Oui</div>{SIGNED}Claire</div><div>P.S.</div>", "Claire"),
    "with others in it": (
        f"{SIGNED}<div>A<div>B</div></div><div>C</div></div>D",
        "<div>A<div>B</div></div><div>C</div>",
    ),
    "never closed": (f"{SIGNED}Claire<br>", "Claire<br>"),
    "among classes": ('<div class="a preau-signature b">Claire</div>', "Claire"),
    "empty": (f"{SIGNED}</div>", ""),
    "a tag in an attribute": (
        f'{SIGNED}<img alt="</div>">Claire</div>',
        '<img alt="</div>">Claire',
    ),
}


@pytest.mark.parametrize("why", INSIDE)
def test_the_content_is_found(why: str) -> None:
    html, content = INSIDE[why]
    place = inside(html, "preau-signature")
    assert place is not None
    assert html[place[0] : place[1]] == content


@pytest.mark.parametrize(
    "html",
    [
        "<div>Claire</div>",
        '<div class="m-preau-signature">Claire</div>',
        '<p class="preau-signature">Claire</p>',
        "<img alt=\"<div class='preau-signature'>\">",
    ],
)
def test_what_only_looks_like_it_is_not_it(html: str) -> None:
    assert inside(html, "preau-signature") is None


def test_a_message_opened_inside_the_text_is_told_apart() -> None:
    own, quote = (
        f"<div>Oui</div>{SIGNED}Claire</div>",
        f'<div class="preau-quote">{SIGNED}K</div></div>',
    )
    assert before_quote(own + quote) == (own, quote)
    assert before_quote(own) == (own, "")
