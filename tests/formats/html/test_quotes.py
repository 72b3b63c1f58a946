import pytest

from preau.formats.html.clean import clean
from preau.formats.html.quotes import last_quote

LONG = "Une phrase que la réponse redit tout entière. " * 8


def quoted(html: str) -> str:
    """The text of what would be folded."""
    cleaned = clean(html, cid=lambda _: None).html
    found = last_quote(cleaned)
    return cleaned[slice(*found)] if found else ""


@pytest.mark.parametrize(
    ("html", "beginning"),
    [
        (f"<p>Oui.</p><blockquote><p>{LONG}</p></blockquote>", "<blockquote"),
        (f"<p>Oui.</p><blockquote>{LONG}</blockquote><p>&nbsp;</p><br>", "<blockquote"),
        (f"<div>Oui.<div class='gmail_quote'>Le 12, il a écrit :{LONG}</div></div>", "<div"),
        (
            f"<p>Oui.</p><blockquote>{LONG}<blockquote>{LONG}</blockquote></blockquote>",
            "<blockquote",
        ),
        (f"<p>Oui.</p><blockquote>{LONG}</blockquote><p>Voilà.</p>", ""),
        (f"<blockquote>{LONG}</blockquote>", ""),
        ("<p>Oui.</p><blockquote>Court.</blockquote>", ""),
        (f"<p>Oui.</p><p title='>'>{LONG}</p>", ""),
        ("", ""),
    ],
)
def test_the_long_quote_a_reply_ends_on_is_found(html: str, beginning: str) -> None:
    found = quoted(html)
    assert (found.startswith(beginning), bool(found)) == (True, bool(beginning))


def test_the_outermost_quote_is_taken() -> None:
    found = quoted(f"<p>Oui.</p><blockquote>A<blockquote>{LONG}</blockquote></blockquote>")
    assert (found.count("<blockquote"), found.count("</blockquote>")) == (2, 2)
