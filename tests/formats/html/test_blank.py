import pytest

from preau.formats.html.blank import is_blank


@pytest.mark.parametrize(
    ("html", "blank"),
    [
        ("", True),
        ("<main class='preau-mail'><div><br></div>&nbsp;\u200b</main>", True),
        ("<style>p{color:red}</style><main><p>&#847;&zwnj;</p></main>", True),
        ("<main><p>x</p></main>", False),
        ("<main><img alt=''></main>", False),
        ("<main><div style='background-image:url(x)'></div></main>", False),
    ],
)
def test_a_body_without_a_word_or_an_image_is_blank(html: str, *, blank: bool) -> None:
    assert is_blank(html) is blank
