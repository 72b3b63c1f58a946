import pytest

from preau.formats.html.css import declarations, written


def kept(style: str) -> str:
    return written(declarations(style), lambda address: f"/ours?{address}")


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("", ""),
        ("color:red", "color:red"),
        (" COLOR : Red ; ", "color:Red"),
        ("color:red;;margin:0 auto!important", "color:red;margin:0 auto!important"),
        (
            "font-family:'Open Sans',\"Arial\",sans-serif",
            "font-family:'Open Sans','Arial',sans-serif",
        ),
        ("font:12px/1.5 Arial", "font:12px/1.5 Arial"),
        ("background:rgba(0,0,0,.5)", "background:rgba(0,0,0,.5)"),
        ("width:calc(100% - (2 * 10px))", "width:calc(100% - (2 * 10px))"),
        (
            "background:linear-gradient(90deg, #fff 0%, rgb(1,2,3) 100%)",
            "background:linear-gradient(90deg, #fff 0%, rgb(1,2,3) 100%)",
        ),
        ("c\\6flor:r\\65 d", "color:red"),
        ("color:/* a */red", "color:red"),
        ("mso-line-height-rule:exactly;line-height:20px", "line-height:20px"),
        ("width:0.333333333%", "width:0.333333333%"),
        ("color:red;color", "color:red"),
        ('font-family:";color:red";margin:0', "margin:0"),
        ("background:url(http://h/x)", "background:url(/ours?http://h/x)"),
        (
            "background:#fff URL( 'http://h/a b' ) no-repeat",
            "background:#fff url(/ours?http://h/a%20b) no-repeat",
        ),
        (
            "background-image:url(http://h/x),url(http://h/y)",
            "background-image:url(/ours?http://h/x),url(/ours?http://h/y)",
        ),
        ("background:u\\72l(http://h/x)", "background:url(/ours?http://h/x)"),
    ],
)
def test_style_is_written_again(style: str, text: str) -> None:
    assert kept(style) == text


@pytest.mark.parametrize(
    "style",
    [
        "position:fixed", "position:absolute;top:0;left:0;z-index:9", "behavior:url(x)", "-moz-binding:url(x)", "--a:red", "color:var(--a)",
        "color:env(x)", "width:expression(alert(1))", "content:'x'", "content:url(http://h/x)", "cursor:url(http://h/x),auto",
        "list-style:url(http://h/x)", "list-style-image:url(http://h/x)", "filter:url(http://h/x)", "mask:url(http://h/x)",
        "border-image:url(http://h/x)", "background:image-set('http://h/x' 1x)", "background:-webkit-image-set(url(http://h/x) 1x)",
        "background:cross-fade(url(http://h/x),red)", "background:element(#x)", "background:linear-gradient(url(http://h/x),red)",
        "background:src('http://h/x')", "background:'http://h/x'", "background:url('http://h/x' y)", "color:url(http://h/x)", "width:1e9px",
        "color:rgb(url(http://h/x))", "color:red}a{color:red", "color:red<", "@import 'x'", "color:\\", "animation:x 1s", "zoom:9", "width:attr(x px)",
    ],
)  # fmt: skip
def test_style_that_could_fetch_escape_or_smuggle_goes(style: str) -> None:
    assert kept(style) == ""


def test_an_image_that_is_withheld_leaves_the_rest_of_its_style() -> None:
    assert (
        written(declarations("background:#fff url(http://h/x) no-repeat"), lambda _: None)
        == "background:#fff none no-repeat"
    )


def test_an_address_cannot_leave_its_parentheses() -> None:
    assert (
        written(("background:", "/a)'\"\\;} <b>é", ""), str)
        == "background:url(/a%29%27%22%5C;%7D%20%3Cb%3E%C3%A9)"
    )
