import pytest

from preau.formats.html.css import written
from preau.formats.html.sheets import scoped


def kept(sheet: str) -> str:
    return written(scoped([sheet]), lambda _: None).strip()


@pytest.mark.parametrize(
    ("sheet", "text"),
    [
        ("", ""),
        ("p{color:red}", ".preau-mail p{color:red}"),
        ("<!-- p { color : red } -->", ".preau-mail p{color:red}"),
        ("/* x */p/* y */{color:red/* z */}", ".preau-mail p{color:red}"),
        ("P.a, #b > td+td{color:red}", ".preau-mail p.m-a,.preau-mail #m-b > td+td{color:red}"),
        ("body{margin:0}", ".preau-mail{margin:0}"),
        ("html body.x > p{margin:0}", ".preau-mail.m-x > p{margin:0}"),
        (":root{margin:0}", ".preau-mail{margin:0}"),
        ("bodyguard{margin:0}", ".preau-mail bodyguard{margin:0}"),
        ("*{margin:0}", ".preau-mail *{margin:0}"),
        (
            "a:hover,a:visited,li:nth-child(2n+1){margin:0}",
            ".preau-mail a:hover,.preau-mail a:visited,.preau-mail li:nth-child(2n+1){margin:0}",
        ),
        (
            "*[class=\"a b\"],td[width='5'],a[href^=tel]{margin:0}",
            '.preau-mail *[class="m-a m-b"],.preau-mail td[width="5"],.preau-mail a[href^="tel"]{margin:0}',
        ),
        ("o\\:p{margin:0} p{margin:1px}", ".preau-mail p{margin:1px}"),
        (".a:has(b),p{margin:0}", ".preau-mail p{margin:0}"),
        ("p{position:fixed}", ""),
        ("p{color:red;background:url(http://h/x)}", ".preau-mail p{color:red;background:none}"),
        ("@import 'x';@charset 'y';p{color:red}", ".preau-mail p{color:red}"),
        ("@font-face{font-family:x;src:url(x)} p{color:red}", ".preau-mail p{color:red}"),
        (
            "@media (max-width:600px){p{color:red} .a{margin:0}}i{margin:0}",
            "@media (max-width:600px){.preau-mail p{color:red}\n.preau-mail .m-a{margin:0}\n}.preau-mail i{margin:0}",
        ),
        ("@media (prefers-color-scheme:dark){p{color:red}}i{margin:0}", ".preau-mail i{margin:0}"),
        (
            "@supports (a:b){p{color:red}}@keyframes a{from{color:red}}i{margin:0}",
            ".preau-mail i{margin:0}",
        ),
        ("@media url(x){p{color:red}}i{margin:0}", ".preau-mail i{margin:0}"),
        ("@media (a{p{color:red}}", ""),
        ("p{color:red", ".preau-mail p{color:red}"),
        ("p{i{color:red}}b{margin:0}", ".preau-mail b{margin:0}"),
        ("}}p{color:red}", ".preau-mail p{color:red}"),
        ("a[title='</style><b>']{color:red}", ""),
    ],
)
def test_a_sheet_is_written_again_under_the_wrapper(sheet: str, text: str) -> None:
    assert kept(sheet) == text
