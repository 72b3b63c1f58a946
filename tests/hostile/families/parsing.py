"""Routes by disagreement: what one parser calls text, the next calls an element."""

from collections.abc import Iterator

from tests.hostile.families.scripts import CALL

U = "http://HOST/p"
_BAIT = f"<img src={U} onerror=&quot;{CALL}&quot;>"
_HIDDEN = f"&lt;img src={U} onerror={CALL}&gt;"
_RAW = (
    "style",
    "script",
    "title",
    "textarea",
    "noscript",
    "noembed",
    "noframes",
    "xmp",
    "iframe",
    "plaintext",
    "listing",
    "template",
)
_FOREIGN = ("svg", "math")
_POINTS = (
    "mtext",
    "mi",
    "mo",
    "mn",
    "ms",
    "mglyph",
    "malignmark",
    "annotation-xml",
    "desc",
    "title",
    "foreignObject",
)


def raw_text() -> Iterator[tuple[str, str]]:
    for name in _RAW:
        yield f"{name}-attribute", f'<{name}><a title="</{name}>{_BAIT}">x</a></{name}>'
        yield f"{name}-after", f"<{name}>x</{name}>{_BAIT}"
        yield f"{name}-slash", f"<{name}>x</{name}/x>{_BAIT}"
        yield f"{name}-space", f"<{name}>x</{name} >{_BAIT}"
        yield f"{name}-open", f"<{name}>{_BAIT}"
        yield f"{name}-comment", f"<{name}><!--</{name}>{_BAIT}--></{name}>"
        yield f"{name}-selfclosed", f"<{name}/>{_BAIT}"


def foreign() -> Iterator[tuple[str, str]]:
    for outer in _FOREIGN:
        for raw in (
            "style",
            "title",
            "textarea",
            "noscript",
            "xmp",
            "script",
            "template",
            "select",
        ):
            yield f"{outer}-in-{raw}", f'<{outer}><{raw}><a id="</{raw}>{_BAIT}"></{raw}></{outer}>'
            yield f"{outer}-p-{raw}", f'<{outer}></p><{raw}><a id="</{raw}>{_BAIT}">'
            yield f"{outer}-text-{raw}", f"<{outer}><{raw}>{_HIDDEN}</{raw}></{outer}>"
    for point in _POINTS:
        yield (
            f"math-{point}",
            f'<math><{point}><mglyph><style><!--</style><img title="--&gt;{_BAIT}">',
        )
        yield f"svg-{point}", f'<svg><{point}><style><a title="</style>{_BAIT}">'
        yield (
            f"table-{point}",
            f"<math><{point}><table><mglyph><style><!--</style>{_BAIT}--></style>",
        )
    yield "form-nest", f"<form><math><mtext></form><form><mglyph><style></math>{_BAIT}"
    yield (
        "template-nest",
        f"<math><mtext><table><mglyph><template><style>{_BAIT}</style></template>",
    )
    yield "select-nest", f"<svg><select><style>{_BAIT}</style></select></svg>{_BAIT}"
    yield "font-break", f"<svg><font color=red><img src={U}></font></svg>"
    yield "p-break", f"<svg><p><style><g title='</style>{_BAIT}'>"
    yield "br-break", f"<math></br><style><a id='</style>{_BAIT}'></style>"
    yield "cdata-svg", f"<svg><![CDATA[{_BAIT}]]></svg>"
    yield "cdata-break", f"<svg><![CDATA[><img src={U}>]]></svg>"
    yield "cdata-html", f"<![CDATA[><img src={U}>]]>"
    yield "namespace", f"<svg xmlns='http://www.w3.org/1999/xhtml'><img src={U}></svg>"
    yield (
        "prefixed",
        f"<x:img xmlns:x='http://www.w3.org/1999/xhtml' src={U} /><html:img src={U} />",
    )


def comments() -> Iterator[tuple[str, str]]:
    for label, opening, closing in (
        ("plain", "<!--", "-->"), ("short", "<!-->", "-->"), ("shorter", "<!--->", "-->"), ("bang", "<!-- --!>", "-->"), ("dashes", "<!-- -- >", "-->"),
        ("nested", "<!-- <!-- -->", "-->"), ("bogus", "<!x>", ""), ("slash", "</ x>", ""), ("question", "<?x>", ""), ("doctype", "<!doctype x>", ""),
        ("unclosed", "<!-- ", ""), ("in-tag", "<b <!-- >", "-->"), ("percent", "<% ", " %>"), ("conditional", "<!--[if IE]>", "<![endif]-->"),
        ("revealed", "<!--[if !IE]><!-->", "<!--<![endif]-->"), ("server", "<!--#include virtual='x' -->", ""), ("cdo", "<!-- -> ", "->"),
    ):  # fmt: skip
        yield label, f"{opening}{_BAIT}{closing}"
        yield f"{label}-attribute", f"{opening}<b title='{closing}{_BAIT}'>x</b>"


def broken_tags() -> Iterator[tuple[str, str]]:
    yield "nested-open", f"<<img src={U}>"
    yield "no-space", f"<img/src={U}>"
    yield "slashes", f"<img////src={U}////>"
    yield "quote-name", f"<img 'a\"b' src={U}>"
    yield "equals-first", f"<img =x src={U}>"
    yield "quote-after", f"<img title='x'src={U}>"
    yield "unquoted-quote", f'<img title=a"b src={U}>'
    yield "newline-name", f"<img\nsrc\n=\n{U}\n>"
    yield "feed", f"<img\fsrc={U}>"
    yield "vertical", f"<img\x0bsrc={U}><img src={U}>"
    yield "null-name", f"<im\0g src={U}>"
    yield "null-attribute", f"<img s\0rc={U}>"
    yield "null-value", "<img src=ht\0tp://HOST/p>"
    yield "nbsp", f"<img\u00a0src={U}><img src={U}>"
    yield "long-s", f"<\u017fcript>{CALL}</\u017fcript><img \u017frc={U}>"
    yield "kelvin", f"<lin\u212a rel=stylesheet href={U}>"
    yield "surrogate", f"<img title='\ud83d' src={U}>"
    yield "bom", f"\ufeff<img src={U}>"
    yield "bidi", f"\u202e<img src={U}>\u202c"
    yield "backtick", f"<img title=`><img src={U}>`>"
    yield "attribute-tag", f"<a title='<img src={U}>' href='<img src={U}>'>x</a>"
    yield (
        "attribute-anchor",
        f'<img alt=\'<a href="http://HOST/" class="x">\'><a href=\'http://HOST/"onclick="{CALL}\'>x</a>',
    )
    yield (
        "anchor-break",
        f"<b title='</a><a href=\"{U}\"'><a href={U} title='\"><img src={U}>'>x</a></b>",
    )
    yield "entity-quote", f"<a href='http://HOST/&quot;><img src={U}>'>x</a>"
    yield "title-break", f"<a href='http://HOST/\"><img src={U}><x \"'>www.example.org</a>"
    yield "host-break", f"<a href='http://HOST\"><img src={U}>'>www.example.org</a>"
    yield "class-break", f"<a class='\"><img src={U}>' href=http://HOST/>www.example.org</a>"
    yield "style-break", f"<div style='font-family:\"><img src={U}>\"'>x</div>"
    yield "style-entity", f"<div style='font-family:&#39;&quot;><img src={U}>&#39;'>x</div>"
    yield "id-break", f"<div id='\"><img src={U}>'>x</div>"
    yield "face-break", f"<font face='\"><img src={U}>' color='\"><img src={U}>'>x</font>"
    yield "usemap-break", f"<img usemap='#\"><img src={U}>'><map name='\"><img src={U}>'></map>"
    yield "alt-break", f"<img alt='\"><img src={U}>'>"
    yield "wrapper-close", f"</div></div></div></body></html><img src={U}>"
    yield "scope-lost", f"<li><object><div><li></div></main><img src={U}>"
    yield "body-close", f"</body><img src={U}><body>"
    yield "table-foster", f"<table><img src={U}><tr><td></table>"
    yield "adoption", f"<a href=x><b><table><a href=y></b><img src={U}></table></a>"
    yield "list-depth", "<ul><li>" * 120 + f"<img src={U}>"
    yield "depth", "<div>" * 3_000 + f"<img src={U}>"
    yield "depth-tamed", "<div>" * 4_100 + f"<img src={U}><script>{CALL}</script>"
    yield (
        "tamed-quote",
        "<p>" * 4_100 + f"<p title='\"><img src={U}>' class=\"'><img src={U}>\">x<img src={U}>",
    )
    yield (
        "tamed-raw",
        "<p>" * 4_100
        + f'<style><a title="</style><img src={U}>"><textarea></textarea><img src={U}>',
    )
    yield "tamed-comment", "<p>" * 4_100 + f"<!--><img src={U}>--><!-- --!><img src={U}>-->"
    yield (
        "tamed-unclosed",
        "<p>" * 4_100 + f"<b a=' <img src={U}><script>{CALL}</script><i b=\" <img src={U}>",
    )
    yield "tamed-cut", "<p>" * 30_100 + f"<script>{CALL}</script><img src={U}>"
    yield "attributes", "<img " + " ".join(f"a{n}=b" for n in range(3_000)) + f" src={U}>"
    yield "references", "&amp;" * 10_100 + f"<img src={U}>"
    yield "formatting", "".join(f"<b title={n}>" for n in range(300)) + f"<p><img src={U}>" * 30


def clobbering() -> Iterator[tuple[str, str]]:
    for name in (
        "location",
        "document",
        "body",
        "cookie",
        "forms",
        "parentNode",
        "attributes",
        "implementation",
        "__proto__",
    ):
        yield (
            name,
            f"<img name={name} id={name} src={U}><form name={name}><input name=nodeName></form>",
        )
    yield (
        "preau",
        f"<div class=preau-mail id=preau-mail><a class=preau-deceptive href={U}>x</a></div>",
    )
    yield "slot", f"<div slot=x part=y><img src={U}></div>"
    yield (
        "hooks",
        f'<div data-preau-load={U} hx-get={U} hx-trigger=load data-hx-get={U} x-init="{CALL}">x</div>',
    )
    yield (
        "aria",
        f"<div aria-label='x' aria-hidden=true contenteditable draggable=true accesskey=x>{_BAIT}</div>",
    )
    yield (
        "polyglot",
        f"javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+{CALL}//'>",
    )
    yield (
        "polyglot-two",
        f"\"'--></noscript></noembed></template></select></option></math></svg><img src={U} onerror={CALL}>",
    )


FAMILIES = {
    "raw-text": raw_text,
    "foreign": foreign,
    "comment": comments,
    "broken": broken_tags,
    "clobber": clobbering,
}
