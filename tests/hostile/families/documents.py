"""Routes by the document's own machinery: links, frames, forms, refreshes, vectors drawn in SVG."""

from collections.abc import Iterator

from tests.hostile.families.scripts import CALL

U = "http://HOST/d"


def links() -> Iterator[tuple[str, str]]:
    for rel in ("stylesheet", "alternate stylesheet", "icon", "shortcut icon", "apple-touch-icon", "preload", "prefetch",
                "modulepreload", "preconnect", "dns-prefetch", "prerender", "next", "manifest", "import", "pingback",
                "compression-dictionary", "expect", "canonical", "search", "mask-icon"):  # fmt: skip
        yield rel, f"<link rel='{rel}' as=image href={U}>"
    yield "preload-srcset", f"<link rel=preload as=image imagesrcset='{U} 1x'>"
    yield "preload-font", f"<link rel=preload as=font crossorigin href={U}>"
    yield "in-body", f"<p>x<link rel=stylesheet href={U}>"
    yield "no-scheme", "<link rel=stylesheet href=//HOST/d>"
    yield "base-then", "<base href=http://HOST/><img src=i.png><link rel=stylesheet href=s.css>"
    yield "base-target", f"<base target=_top href={U}/><a href=x>x</a><img src=y>"
    yield (
        "prefetch-on",
        "<meta http-equiv=x-dns-prefetch-control content=on><a href=http://HOST/>x</a>",
    )
    yield "anchor", "<a href=http://HOST/>x</a>"
    yield "anchor-https", "<a href=https://HOST/ rel=preconnect>x</a>"
    yield "anchor-ping", f"<a href=# ping={U}>x</a>"
    yield "anchor-attribution", f"<a href=# attributionsrc={U}>x</a>"
    yield "anchor-download", f"<a href={U} download>x</a>"
    yield "anchor-autofocus", f"<a href={U} autofocus tabindex=0>x</a>"
    yield (
        "speculation",
        f'<script type=speculationrules>{{"prefetch":[{{"urls":["{U}"]}}]}}</script>',
    )
    yield "webbundle", f'<script type=webbundle>{{"source":"{U}","resources":["{U}"]}}</script>'


def metas() -> Iterator[tuple[str, str]]:
    for label, content in {
        "zero": f"0;url={U}", "spaced": f"0 ; URL = {U}", "quoted": f"0;url='{U}'", "bare": f"0;{U}", "comma": f"0,{U}",
        "fraction": f"0.1;url={U}", "data": "0;url=data:text/html,<img src=http://HOST/r>", "no-scheme": "0;url=//HOST/r",
    }.items():  # fmt: skip
        yield f"refresh-{label}", f'<meta http-equiv=refresh content="{content}">'
    yield "refresh-upper", f'<META HTTP-EQUIV="ReFrEsH" CONTENT="0;URL={U}">'
    yield "refresh-body", f"<p>x<meta http-equiv=refresh content='0;url={U}'>"
    yield "refresh-entities", f"<meta http-equiv='&#114;efresh' content='0;url={U}'>"
    yield (
        "policy",
        f"<meta http-equiv=content-security-policy content=\"img-src 'none'; report-uri {U}\"><img src=/x>",
    )
    yield (
        "default-style",
        f"<meta http-equiv=default-style content=a><link rel='alternate stylesheet' title=a href={U}>",
    )
    yield "link-header", f"<meta http-equiv=link content='<{U}>;rel=stylesheet'>"
    yield "cookie", "<meta http-equiv=set-cookie content='a=b'>"
    yield "referrer", f"<meta name=referrer content=unsafe-url><img src={U}>"
    yield "viewport", f"<meta name=viewport content='width=9'><img src={U}>"
    yield "trial", f"<meta http-equiv=origin-trial content=x><img src={U}>"
    yield "charset", f"<meta charset=utf-7>+ADw-img src={U}+AD4-<meta charset=utf-16><img src={U}>"


def frames() -> Iterator[tuple[str, str]]:
    yield "src", f"<iframe src={U}></iframe>"
    yield "srcdoc", f"<iframe srcdoc='<img src={U}>'></iframe>"
    yield (
        "srcdoc-entities",
        f"<iframe srcdoc='&lt;img src={U}&gt;&lt;script&gt;1&lt;/script&gt;'></iframe>",
    )
    yield "srcdoc-script", f'<iframe srcdoc="<script>{CALL}</script>"></iframe>'
    yield "sandboxed", f"<iframe sandbox='allow-scripts allow-same-origin' src={U}></iframe>"
    yield "lazy", f"<iframe loading=lazy src={U}></iframe>"
    yield "unclosed", f"<iframe src={U}"
    yield "frameset", f"<frameset><frame src={U}></frameset>"
    yield "frame", f"<frame src={U}>"
    yield "ilayer", f"<ilayer src={U}></ilayer><layer src={U}></layer>"
    yield "noframes", f"<noframes><img src={U}></noframes><noembed><img src={U}></noembed>"
    yield "object-html", f"<object type=text/html data={U}></object>"
    yield "embed-html", f"<embed type=text/html src={U}>"
    yield "xml-include", f"<xi:include href={U} /><?xml-stylesheet href='{U}'?>"
    yield "xslt", f"<?xml-stylesheet type='text/xsl' href='{U}'?><p>x"
    yield "doctype", f"<!DOCTYPE html SYSTEM '{U}'><p>x"
    yield "manifest", f"<html manifest={U}><body>x"
    yield "profile", f"<head profile={U}><p>x"
    yield "xml-island", f"<xml src={U} id=i></xml><span datasrc=#i datafld=x></span>"
    yield "vml", f"<v:rect><v:fill type=frame src={U} /></v:rect><v:imagedata src={U} />"
    yield (
        "mso",
        f"<!--[if gte mso 9]><v:background fill=t><v:fill src={U} /></v:background><![endif]--><!--[if !mso]><!--><img src={U}><!--<![endif]-->",
    )
    yield "amp", f"<amp-img src={U} width=9 height=9></amp-img><amp-pixel src={U}></amp-pixel>"
    yield "custom", f"<x-image src={U} style='background:url({U})'>x</x-image>"
    yield "is", f"<img is=x-image src={U}>"


def forms() -> Iterator[tuple[str, str]]:
    yield "action", f"<form action={U}><input name=a value=b autofocus><button>x</button></form>"
    yield "formaction", f"<form><button formaction={U}>x</button></form>"
    yield "auto-submit", f"<form id=f action={U}></form><svg onload=f.submit()>"
    yield "target", f"<form target=_top action={U} method=post><input type=submit></form>"
    yield "isindex", f"<isindex action={U}>"
    yield "image-button", f"<form action={U}><input type=image src={U}></form>"
    yield "outside-owner", f"<form id=f action={U}></form><input form=f type=submit>"
    yield (
        "password",
        f"<form action={U}><input type=password name=p autocomplete=current-password></form>",
    )
    yield "textarea", f"<textarea></textarea><img src={U}>"
    yield "textarea-break", f"<textarea><img title='</textarea><img src={U}>'>"
    yield "select-break", f"<select><option><img src={U}></select>"
    yield "button-image", f"<button><img src={U}></button>"
    yield "datalist", f"<datalist id=d><option value=x><img src={U}></datalist><input list=d>"
    yield "dialog", f"<dialog open><img src={U}></dialog>"
    yield "popover", f"<div popover id=p><img src={U}></div><button popovertarget=p>x</button>"
    yield (
        "invoker",
        f"<button commandfor=p command=show-modal>x</button><dialog id=p style='background:url({U})'>x</dialog>",
    )


def drawings() -> Iterator[tuple[str, str]]:
    svg = {
        "image": f"<image href={U} width=9 height=9 />",
        "image-xlink": f"<image xlink:href={U} width=9 height=9 />",
        "image-upper": f"<IMAGE HREF={U} WIDTH=9 HEIGHT=9 />",
        "use": f"<use href={U}#x />",
        "use-xlink": f"<use xlink:href={U}.svg#x />",
        "use-data": "<use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='http://HOST/u'/></svg>#x\" />",
        "fe-image": f"<filter id=f><feImage href={U} /></filter><rect filter=url(#f) width=9 height=9 />",
        "fe-image-xlink": f"<filter id=f><feImage xlink:href={U} /></filter><rect filter=url(#f) width=9 height=9 />",
        "animate": f"<image width=9 height=9><animate attributeName=href values={U} dur=1s /></image>",
        "animate-to": f"<image width=9 height=9><animate attributeName=href to={U} dur=0.1s fill=freeze /></image>",
        "animate-xlink": f"<image width=9 height=9><animate attributeName=xlink:href values={U} dur=1s /></image>",
        "set": f"<image width=9 height=9><set attributeName=href to={U} /></image>",
        "set-style": f"<rect width=9 height=9><set attributeName=style to='fill:url({U}.svg#x)' /></rect>",
        "animate-fill": f"<rect width=9 height=9><animate attributeName=fill values='url({U}.svg#x)' /></rect>",
        "animate-filter": f"<rect width=9 height=9><animate attributeName=filter values='url({U}.svg#x)' /></rect>",
        "fill": f"<rect width=9 height=9 fill='url({U}.svg#x)' />",
        "fill-tight": f"<rect width=9 height=9 fill=url({U}.svg#x) />",
        "stroke": f"<rect width=9 height=9 stroke='url({U}.svg#x)' />",
        "filter": f"<rect width=9 height=9 filter='url({U}.svg#x)' />",
        "mask": f"<rect width=9 height=9 mask='url({U}.svg#x)' />",
        "clip-path": f"<rect width=9 height=9 clip-path='url({U}.svg#x)' />",
        "marker": f"<path d='M0 0h9v9' marker-end='url({U}.svg#x)' />",
        "cursor": f"<rect width=9 height=9 cursor='url({U}),auto' />",
        "foreign": f"<foreignObject width=9 height=9><img src={U}></foreignObject>",
        "foreign-body": f"<foreignObject><body xmlns='http://www.w3.org/1999/xhtml' background={U}></body></foreignObject>",
        "style": f"<style>rect{{fill:url({U}.svg#x)}}</style><rect width=9 height=9 />",
        "style-import": f"<style>@import url({U});</style>",
        "script": f"<script>{CALL}</script>",
        "onload": f'<g onload="{CALL}"></g>',
        "onbegin": f'<animate onbegin="{CALL}" attributeName=x dur=1s />',
        "onend": f'<animate onend="{CALL}" attributeName=x dur=0.01s />',
        "handler": f"<handler type=text/javascript ev:event=load>{CALL}</handler>",
        "link": f"<a href={U}><text y=9>x</text></a>",
        "text-path": f"<text><textPath href={U}#p>x</textPath></text>",
        "mpath": f"<rect><animateMotion><mpath href={U}#p /></animateMotion></rect>",
        "pattern": f"<pattern id=p href={U}#p /><rect width=9 height=9 fill=url(#p) />",
        "gradient": f"<linearGradient id=g href={U}#g /><rect width=9 height=9 fill=url(#g) />",
        "cursor-element": f"<cursor id=c xlink:href={U} />",
        "font": f"<font-face><font-face-src><font-face-uri href={U} /></font-face-src></font-face>",
        "colour-profile": f"<color-profile xlink:href={U} />",
        "discard": f"<image href={U}><discard begin=5s /></image>",
        "base": "<g xml:base=http://HOST/><image href=i.png width=9 height=9 /></g>",
        "title": f"<title><img src={U}></title>",
        "desc": f"<desc><img src={U}></desc>",
        "metadata": f"<metadata><img src={U}></metadata>",
        "switch": f"<switch><foreignObject><iframe src={U}></iframe></foreignObject></switch>",
    }
    for label, inside in svg.items():
        yield (
            label,
            f"<svg xmlns:xlink='http://www.w3.org/1999/xlink' width=20 height=20>{inside}</svg>",
        )
    yield "math-action", f"<math><maction actiontype=statusline xlink:href={U}>x</maction></math>"
    yield "math-glyph", f"<math><mglyph src={U} /></math>"
    yield "math-background", f"<math style='background:url({U})'><mi>x</mi></math>"
    yield (
        "math-annotation",
        f"<math><annotation-xml encoding=text/html><img src={U}></annotation-xml></math>",
    )
    yield "math-href", f"<math><mrow href={U}><mi>x</mi></mrow></math>"


FAMILIES = {"link": links, "meta": metas, "frame": frames, "form": forms, "svg": drawings}
