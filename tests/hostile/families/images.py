"""Routes to fetching by elements and attributes."""

from collections.abc import Iterator

from tests.hostile.families.spelling import HTML_WORDS

U = "http://HOST/i.png"


def image_attributes() -> Iterator[tuple[str, str]]:
    yield "src", f"<img src={U}>"
    yield "src-quoted", f"<img src='{U}'>"
    yield "no-scheme", "<img src=//HOST/i.png>"
    yield "three-slashes", "<img src=http:///HOST/i.png>"
    yield "one-slash", "<img src=http:/HOST/i.png>"
    yield "no-slash", "<img src=https:HOST/i.png>"
    yield "backslashes", r"<img src=http:\\HOST\i.png>"
    yield "bare-backslashes", r"<img src=\\HOST\i.png>"
    yield "mixed-slashes", r"<img src=/\HOST/i.png>"
    yield "upper", "<IMG SRC=HTTP://HOST/I.PNG>"
    yield "user", "<img src=http://user:pass@HOST/i.png>"
    yield "port", "<img src=http://HOST:81/i.png>"
    yield "space-before", f"<img src=' \n\t {U}'>"
    yield "tab-inside", "<img src='ht\ttp://HO\nST/i.png'>".replace("HO\nST", "HOST")
    yield "newline-inside", "<img src='htt\np://HOST/i.png'>"
    yield "control-before", f"<img src='&#1;{U}'>"
    yield "ftp", "<img src=ftp://HOST/i.png>"
    yield "websocket", "<img src=ws://HOST/i.png>"
    yield "srcset-one", f"<img srcset={U}>"
    yield "srcset-two", "<img srcset='http://HOST/1 1x, http://HOST/2 2x'>"
    yield "srcset-width", "<img srcset='http://HOST/1 100w, http://HOST/2 900w' sizes=100vw>"
    yield "srcset-tight", f"<img srcset='x,{U} 1x'>"
    yield "srcset-data-comma", f"<img srcset='data:image/gif;base64,R0lGODlhAQABAAAAACw=, {U} 1x'>"
    yield "srcset-no-scheme", "<img srcset='//HOST/1 1x'>"
    yield "srcset-spaces", f"<img srcset=' , ,\t\n{U}\t9x,,'>"
    yield "srcset-parens", f"<img srcset='a(,{U} 1x'>"
    yield "lazy", f"<img loading=lazy src={U}>"
    yield "cross-origin", f"<img crossorigin=anonymous src={U}>"
    yield "high", f"<img fetchpriority=high decoding=sync src={U}>"
    yield "attribution", "<img attributionsrc=http://HOST/a src=x>"
    yield "longdesc", f"<img longdesc={U} src=x>"
    yield "lowsrc", f"<img lowsrc={U} dynsrc={U}>"
    yield "image-element", f"<image src={U}>"
    yield "image-href", f"<image href={U} xlink:href={U}>"
    yield "two-sources", f"<img src=cid:known src={U}>"
    yield "unclosed", f"<img src={U} "
    yield "data-then", f"<img src='data:image/png;base64,AAAA' srcset={U}>"
    for label, spell in HTML_WORDS.items():
        yield f"entities-{label}", f'<img src="{spell("http://")}HOST/i.png">'


def picture_and_media() -> Iterator[tuple[str, str]]:
    yield "picture-source", f"<picture><source srcset={U}><img src=x></picture>"
    yield (
        "picture-media",
        f"<picture><source media='(min-width:1px)' srcset='{U} 1x'><img alt=x></picture>",
    )
    yield "picture-type", f"<picture><source type=image/png srcset={U}><img alt=x></picture>"
    yield "video-src", f"<video src={U} autoplay muted></video>"
    yield "video-poster", f"<video poster={U}></video>"
    yield "video-source", f"<video autoplay muted preload=auto><source src={U}></video>"
    yield "audio-src", f"<audio src={U} autoplay preload=auto></audio>"
    yield "audio-source", f"<audio preload=auto><source src={U}></audio>"
    yield "track", f"<video src={U}><track default kind=subtitles src={U}></video>"
    yield "bgsound", f"<bgsound src={U}>"
    yield "embed", f"<embed src={U}>"
    yield "embed-typed", f"<embed type=image/png src={U}>"
    yield "object", f"<object data={U}></object>"
    yield "object-typed", f"<object type=image/png data={U}></object>"
    yield "object-param", f"<object><param name=src value={U}><param name=movie value={U}></object>"
    yield "object-codebase", "<object codebase=http://HOST/ data=x classid=y archive=z></object>"
    yield "object-nested", f"<object data=x><object data={U}></object></object>"
    yield "applet", f"<applet codebase=http://HOST/ code=a archive={U}></applet>"
    yield "input-image", f"<input type=image src={U}>"
    yield "input-image-upper", f"<INPUT TYPE=IMAGE SRC={U}>"
    yield "portal", f"<portal src={U}></portal>"
    yield "fenced", f"<fencedframe src={U}></fencedframe>"
    yield "model", f"<model src={U}></model>"
    yield "canvas", f"<canvas style='background:url({U})'>x</canvas>"
    yield "meter", f"<meter style='background-image:url({U})'>x</meter>"


def background_attributes() -> Iterator[tuple[str, str]]:
    for element in (
        "body",
        "table",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "div",
        "col",
        "colgroup",
        "html",
        "p",
    ):
        yield element, _tabled(element, f"background={U}")
    yield "td-no-scheme", _tabled("td", "background=//HOST/b")
    yield "td-spaced", _tabled("td", f"background=' {U}'")
    yield "table-upper", _tabled("TABLE", f"BACKGROUND={U}")
    yield "second-body", f"<body><p>x<body background={U}>"
    yield "body-in-comment", f"<!-- <body background={U}> --><body background={U}/x>"
    yield "body-style", f"<body style='background:url({U})'>x"
    yield "body-late-style", f"<p>x</p><body style='background-image:url({U})'>"
    yield "body-quote", f"<body class='\"><img src={U}>' id='\" background={U}'>x"
    yield (
        "body-lang",
        f"<body lang='\"><img src={U}>' text='red\"><img src={U}>' link='red}}</style><img src={U}>'>x",
    )
    yield "html-style", f"<html style='background:url({U})'><body>x"


def _tabled(element: str, attribute: str) -> str:
    inside = {"td": "<table><tr>", "th": "<table><tr>", "tr": "<table>", "tbody": "<table>", "thead": "<table>",
              "tfoot": "<table>", "col": "<table>", "colgroup": "<table>"}.get(element, "")  # fmt: skip
    return f"{inside}<{element} {attribute}><tr><td>x"


def inline_addresses() -> Iterator[tuple[str, str]]:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{U}' width='9' height='9'/></svg>"
    page = f"<img src='{U}'>"
    for kind in (
        "text/html",
        "image/svg+xml",
        "application/xhtml+xml",
        "text/xml",
        "image/svg%2Bxml",
        "IMAGE/SVG+XML",
    ):
        body = page if kind == "text/html" else svg
        yield f"img-{kind}", f'<img src="data:{kind},{body}">'
        yield f"frame-{kind}", f'<iframe src="data:{kind},{body}"></iframe>'
        yield f"object-{kind}", f'<object data="data:{kind},{body}"></object>'
        yield f"link-{kind}", f'<a href="data:{kind},{body}">x</a>'
    yield "css-svg", f'<div style="background:url(&quot;data:image/svg+xml,{svg}&quot;)">x</div>'
    yield "png-quote", f'<img src=\'data:image/png;base64,AAAA" onerror="x" srcset={U}\'>'
    yield "png-no-base64", f'<img src="data:image/png,{svg}">'
    yield "stylesheet", f'<link rel=stylesheet href="data:text/css,body{{background:url({U})}}">'


def content_ids() -> Iterator[tuple[str, str]]:
    yield "address-inside", f"<img src='cid:{U}'>"
    yield "slashes", "<img src='cid://HOST/i.png'>"
    yield "encoded", "<img src='cid:%2f%2fHOST%2fi.png'>"
    yield "dots", "<img src='cid:../../../HOST/i.png'>"
    yield "quote", f"<img src='cid:x\" srcset=\"{U}'>"
    yield "style-break", f'<div style="background:url(cid:x);background:url({U})">x</div>'
    yield "style-paren", f"<div style=\"background:url('cid:x)url({U}')\">x</div>"
    yield "spaced", f"<img src='c\nid:{U}'>"
    yield "known-then-outside", f"<img src='cid:known' srcset='{U} 2x'>"
    yield "newline", f"<img src='cid:known\n{U}'>"
    yield "mid", f"<img src='mid:{U}'>"
    yield "in-list", f"<img srcset='cid:known 1x, {U} 2x'>"
    yield "frame", f"<iframe src='cid:{U}'></iframe>"
    yield "sheet", f"<link rel=stylesheet href='cid:{U}'>"


FAMILIES = {
    "image": image_attributes,
    "media": picture_and_media,
    "background": background_attributes,
    "data": inline_addresses,
    "cid": content_ids,
}
