"""The document that a message is read in, and the policy it is answered with.

The frame's element says `sandbox="…"` with the very words of `SANDBOX`; the answer says them again,
so that opening its address in a tab of its own changes nothing. `allow-same-origin` lets the page
around it measure and style the frame; without `allow-scripts` nothing inside can use it.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from preau.formats.html.names import DECEPTIVE, QUOTE, WRAPPER

Ground = Literal["light", "dark", "auto"]
"""What the page around is: auto follows the device, as the page itself does."""

SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-same-origin"

_SOURCE = re.compile(r"'self'|https?://[\w.\[\]:-]+(?:/[\w./~%@-]*)?", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_OWN_COLOURS = re.compile(r'bgcolor="|color[:=]|background')


def frame_csp(*image_sources: str) -> str:
    """The policy of the frame's answer. Images come from these addresses of ours, or are inline.

    An address is absolute ("http://host:port/mail/…/part/"): a policy knows no path without a
    host. Ending in "/", it covers all beneath it. Raises ValueError on what is no such source.
    """
    for source in image_sources:
        if not _SOURCE.fullmatch(source):
            raise ValueError(f"No source for a policy: {source!r}")
    return "; ".join(
        (
            "default-src 'none'",
            f"img-src {' '.join((*image_sources, 'data:'))}",
            "style-src 'unsafe-inline'",
            "script-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
            f"sandbox {SANDBOX}",
        )
    )


FRAME_CSP = frame_csp()

FRAME_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        # Chromium looks up the hosts of links ahead of a click, which tells that one is reading.
        "X-DNS-Prefetch-Control": "off",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
)
"""What goes with the policy on the same answer."""


def frame_document(cleaned_html: str, *, ground: Ground, lang: str) -> str:
    """The whole document around what `clean` gave.

    A message with colours of its own lies on white paper even when the rest is dark: dark letters
    chosen for white would be lost on black. Another stands on the page's own ground.
    """
    paper = "paper" if _OWN_COLOURS.search(cleaned_html) else ground
    language = lang if _LANGUAGE.fullmatch(lang) else "fr"
    head = f'<!DOCTYPE html>\n<html lang="{language}" class="{paper}"><head>{_META}'
    return f"{head}<style>{_BASE}</style></head><body>{cleaned_html}</body></html>"


_META = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="referrer" content="no-referrer">'
    '<meta http-equiv="x-dns-prefetch-control" content="off"><title>Message</title>'
)
_DARK = (
    "color-scheme: only dark; color: #e6e6e8; --link: #8ab8f0; --edge: #4b5058; --soft: #b6bac1;"
)
_BASE = f"""
@layer guard, paper;
@layer guard {{
  a.{DECEPTIVE}, area.{DECEPTIVE} {{
    outline: 2px dashed #b3261e !important; outline-offset: 1px !important;
  }}
  a.{DECEPTIVE}::after {{
    content: " → " attr(title) !important; display: inline !important;
    visibility: visible !important; opacity: 1 !important; text-indent: 0 !important;
    color: #8c1d18 !important; background: #fff !important; padding-inline: 3px !important;
    font: 600 13px/1.4 system-ui, sans-serif !important;
  }}
}}
@layer paper {{
  :root {{ color-scheme: only light; color: #1c1c1e; }}
  :root.paper {{ background: #fff; }}
  :root.dark {{ {_DARK} }}
  @media screen and (prefers-color-scheme: dark) {{ :root.auto {{ {_DARK} }} }}
  html {{ -webkit-text-size-adjust: 100%; overflow-wrap: anywhere; }}
  body {{
    margin: 0;
    font: 15px/1.6 "Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Noto Sans",
      "Liberation Sans", Ubuntu, Cantarell, "Helvetica Neue", system-ui, sans-serif;
  }}
  .{WRAPPER} {{ padding: 8px 0; box-sizing: border-box; min-height: 100%; }}
  .paper .{WRAPPER} {{ padding: 12px 16px; }}
  .{WRAPPER}::after {{ content: ""; display: block; clear: both; }}
  img {{ max-width: 100%; }}
  img:not([src]) {{
    display: inline-block; position: relative; overflow: hidden; max-width: 100%;
    border-radius: 4px; background: #eceff5; color: #565c6b; font: 12px/1.5 sans-serif;
  }}
  /* Over what Chromium puts in the place of an image that is not there. */
  img:not([src])::after {{
    content: attr(alt); position: absolute; inset: 0; box-sizing: border-box;
    padding: 1px 6px; background: #eceff5; color: #565c6b; white-space: nowrap;
    overflow: hidden; text-overflow: ellipsis;
  }}
  table {{ font: inherit; color: inherit; overflow-wrap: break-word; }}
  td, th {{ overflow-wrap: break-word; }}
  pre {{ white-space: pre-wrap; }}
  a {{ color: var(--link, #0b57a4); }}
  p {{ margin: 0 0 .8em; }}
  blockquote {{
    margin: .6em 0; padding-inline-start: 12px;
    border-inline-start: 3px solid var(--edge, #c3c9d1); color: var(--soft, #4a4f57);
  }}
  .m-{QUOTE} {{ margin-block-start: 1em; }}
  hr {{ border: 0; border-block-start: 1px solid #c9ccd1; }}
  summary {{
    display: inline-block; margin-block: 8px; padding: 3px 12px; border-radius: 99px;
    background: color-mix(in srgb, currentColor 10%, transparent); color: var(--soft, #4a4f57);
    font-size: 13px; cursor: pointer;
  }}
  @media print {{ .{WRAPPER} {{ padding: 0; }} }}
}}
"""
