import time

import pytest

from preau.formats.html.clean import Cleaned, clean

WITHHELD = "<img>"


def part(content_id: str) -> str | None:
    return f"/part/{content_id}" if content_id.startswith("known") else None


def proxy(address: str) -> str:
    return f"/proxy?{address.removeprefix('http://')}"


def shown(html: str) -> str:
    """What stands inside the wrapper."""
    cleaned = clean(html, cid=part).html
    return cleaned.removeprefix('<main class="preau-mail">').removesuffix("</main>")


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("", ""),
        ("Bonjour", "Bonjour"),
        ("été &amp; <b>hiver</b>", "été &amp; <b>hiver</b>"),
        ("<p>un<p>deux", "<p>un</p><p>deux</p>"),
        (
            "<center><font face='Arial' color=red size=+1>x</font></center>",
            '<center><font face="Arial" color="red" size="+1">x</font></center>',
        ),
        ("<td bgcolor=red>", ""),
        (
            "<table width=100% cellpadding=0 border=0><tr><td bgcolor=#FFF align=center valign=top nowrap height=20 colspan=2>x",
            (
                '<table width="100%" cellpadding="0" border="0"><tbody><tr><td bgcolor="#FFF" align="center" valign="top"'
                ' nowrap="" height="20" colspan="2">x</td></tr></tbody></table>'
            ),
        ),
        (
            "<p align=center dir=rtl lang=ar title='a<b'>x",
            '<p align="center" dir="rtl" lang="ar" title="a‹b">x</p>',
        ),
        ("<p class='a b' id=c>x", '<p class="m-a m-b" id="m-c">x</p>'),
        ("<p class='\"x' id='a b'>x", '<p class="m-x">x</p>'),
        (
            "<form action=x>Votre nom <input value=a><button>Envoyer</button></form>",
            "Votre nom Envoyer",
        ),
        ("<video src=x>Une vidéo</video><svg><text>non</text></svg>", "Une vidéo"),
        ("<title>x</title><script>x</script><style>x</style>y", "y"),
        ("<noscript><b>sans</b></noscript>", "<b>sans</b>"),
        ("a<!--[if mso]><b>Outlook</b><![endif]-->b<![if !mso]>c<![endif]>", "abc"),
        ("<o:p>&nbsp;</o:p>", "&nbsp;"),
        ("<p style='color:red;position:fixed'>x", '<p style="color:red">x</p>'),
        ("<p style='position:fixed'>x", "<p>x</p>"),
        ("<p width=javascript:1 onclick=1 align='a;b'>x", "<p>x</p>"),
        ("a\0b", "ab"),
        ("a\ud800b", "a?b"),
    ],
)
def test_old_html_stays_and_the_rest_goes(html: str, kept: str) -> None:
    assert shown(html) == kept


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<img src=cid:known width=5>", '<img src="/part/known" width="5">'),
        ("<img src='CID:known%20x'>", '<img src="/part/known x">'),
        ("<img src=cid:unknown alt=Plan>", '<img alt="Plan">'),
        ("<img src=data:image/png;base64,AAAA>", '<img src="data:image/png;base64,AAAA">'),
        ("<img src='data:image/svg+xml;base64,AAAA'>", WITHHELD),
        ("<img src='data:image/png,AAAA'>", WITHHELD),
        ("<img src=http://outside.example/a.png>", WITHHELD),
        ("<img src=a.png srcset='b.png 2x'>", WITHHELD),
        (
            "<img usemap=#m><map name=m><area shape=rect coords=0,0,9,9></map>",
            '<img usemap="#m-m"><map name="m-m"><area shape="rect" coords="0,0,9,9"></map>',
        ),
    ],
)
def test_images_come_from_the_message_itself(html: str, kept: str) -> None:
    assert shown(html) == kept


def test_a_picture_too_big_to_be_inline_goes() -> None:
    assert shown(f"<img src=data:image/png;base64,{'A' * 3_000_000}>") == WITHHELD


OUTSIDE = """
<body background=http://h/1><style>p{background:url(http://h/2)} i{background:url(http://h/2)}</style>
<img src=http://h/3><img src=http://h/3><img srcset="http://h/4 1x, http://h/5 2x">
<table background=http://h/6><tr><td background=//h/7 style="background:#fff url('http://h/8') no-repeat">x</table>
<video src=http://h/9></video><p style="cursor:url(http://h/9)">x
"""


def test_outside_images_are_withheld_and_each_counted_once() -> None:
    assert clean(OUTSIDE, cid=part).withheld == 8
    assert "http" not in clean(OUTSIDE, cid=part).html


def test_outside_images_come_through_the_proxy_after_consent() -> None:
    cleaned = clean(OUTSIDE, cid=part, remote=proxy)
    assert cleaned.withheld == 0
    assert cleaned.html.replace("\n", "") == (
        "<style>.preau-mail p{background:url(/proxy?h/2)}.preau-mail i{background:url(/proxy?h/2)}</style>"
        '<main class="preau-mail" style="background-image:url(/proxy?h/1)">'
        '<img src="/proxy?h/3"><img src="/proxy?h/3"><img srcset="/proxy?h/4 1x, /proxy?h/5 2x">'
        '<table background="/proxy?h/6"><tbody><tr><td background="/proxy?https://h/7"'
        ' style="background:#fff url(/proxy?h/8) no-repeat">x</td></tr></tbody></table><p>x</p></main>'
    )


@pytest.mark.parametrize(
    ("body", "wrapper"),
    [
        (
            "<body bgcolor=FFEEDD text=#333>",
            '<main class="preau-mail" style="background-color:#FFEEDD;color:#333"></main>',
        ),
        (
            "<BODY CLASS=a ID=b DIR=rtl LANG=ar>",
            '<main class="preau-mail m-a" id="m-b" dir="rtl" lang="ar"></main>',
        ),
        (
            "<body style='margin:0;behavior:url(x)' onload=1>",
            '<main class="preau-mail" style="margin:0"></main>',
        ),
        (
            "<body link=red>",
            '<style>.preau-mail a{color:red}\n</style><main class="preau-mail"></main>',
        ),
        ("<body bgcolor='red\"><b>' class='\">'>", '<main class="preau-mail"></main>'),
        ("<!-- <body bgcolor=red> -->", '<main class="preau-mail"></main>'),
        ("<body text=red><body text=blue>", '<main class="preau-mail" style="color:red"></main>'),
    ],
)
def test_the_body_becomes_a_wrapper(body: str, wrapper: str) -> None:
    assert clean(body, cid=part).html == wrapper


def test_what_a_cleaned_message_holds_can_be_cleaned_again() -> None:
    once = clean("<p align=center style='color:red'>x <b>y</b>", cid=part).html
    assert '<p align="center" style="color:red">x <b>y</b></p>' in clean(once, cid=part).html


LOADS = {
    "nested": "<div>" * 1_000_000,
    "nested calmly": "<div>" * 3_900,
    "lists": "<ul><li>" * 100_000,
    "formatting": "<p>" + "".join(f"<b title={n}>" for n in range(5_000)) + "<p>t" * 60_000,
    "formatting calmly": "".join(f"<b title={n}>" for n in range(450)) + "<p>t" * 440,
    "unclosed": "<p a " * 1_000_000,
    "quotes": '<p a=" ' * 600_000,
    "angles": "<" * 5_000_000,
    "comments": "<!--" * 1_000_000,
    "raw": "<script>" * 600_000,
    "sheets": "<style>a{color:red}</style>" * 180_000,
    "rules": "<style>" + "".join(f"a{n}{{color:rgb(1,2,{n})}}" for n in range(40_000)) + "</style>",
    "blocks": "<style>" + "@media screen{" * 300_000,
    "styles": "".join(f"<p style='color:rgb(1,2,{n});x:y'>" for n in range(120_000)),
    "functions": f"<p style='width:{'calc(' * 5_000}'>" * 20,
    "numbers": f"<p style='width:{'9' * 5_000}px'>",
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(600_000)) + ">",
    "equals": "<p " + "= " * 2_000_000,
    "references": "&amp;" * 1_000_000,
    "broken references": "&bogus;" * 700_000,
    "zeros": "\0" * 5_000_000,
    "links": "<a href=http://x.y/>www.a.b</a>" * 150_000,
    "candidates": f"<img srcset='{'a ' * 2_000_000}'>",
    "text": "Bonjour à tous " * 340_000,
}


@pytest.mark.parametrize("load", LOADS)
def test_no_load_takes_long(load: str) -> None:
    started = time.thread_time()
    assert isinstance(clean(LOADS[load], cid=part), Cleaned)
    assert time.thread_time() - started < 1


def test_a_document_beyond_reason_says_that_its_end_is_cut() -> None:
    assert clean("<p>x</p>" * 100_000, cid=part).is_cut
    assert not clean("<p>x</p>" * 10_000, cid=part).is_cut


def test_a_big_ordinary_document_keeps_its_shape() -> None:
    row = '<tr><td align="left">un</td><td>deux &amp; <b>trois</b></td></tr>'
    cleaned = clean(f"<table>{row * 1_500}</table><p>fin", cid=part)
    assert (
        cleaned.html
        == f'<main class="preau-mail"><table><tbody>{row * 1_500}</tbody></table><p>fin</p></main>'
    )
    assert not cleaned.is_cut
