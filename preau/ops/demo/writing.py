"""A post as the octets its sender's program would have sent."""

from datetime import datetime
from email.utils import format_datetime

from preau.ops.demo import printing, quoting
from preau.ops.demo.hours import PARIS
from preau.ops.demo.posts import Post
from preau.ops.demo.printing import Block

_PROGRAMS = {
    "thunderbird": ("User-Agent", "Mozilla Thunderbird"),
    "outlook": ("X-Mailer", "Microsoft Outlook 16.0"),
    "apple": ("X-Mailer", "Apple Mail (2.3774.600.62)"),
    "iphone": ("X-Mailer", "iPhone Mail (20H115)"),
    "convergence": ("X-Mailer", "Convergence"),
}
_APPLE_BODY = "overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;"
_OUTLOOK_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" \
xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" \
xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="Generator" content="Microsoft Word 15 (filtered medium)">
<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]-->
<style><!--
/* Style Definitions */
p.MsoNormal, li.MsoNormal, div.MsoNormal
\t{margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif;mso-fareast-language:EN-US;}
p.MsoListParagraph {margin-left:36.0pt;font-size:11.0pt;font-family:"Calibri",sans-serif;}
@page WordSection1 {size:612.0pt 792.0pt;margin:70.85pt 70.85pt 70.85pt 70.85pt;}
div.WordSection1 {page:WordSection1;}
--></style></head>
<body lang="FR" link="#0563C1" vlink="#954F72" style="word-wrap:break-word">
<div class="WordSection1">
"""


def raw(post: Post) -> bytes:
    return printing.message(head_of(post), _whole(post))


def date_line(when: datetime) -> str:
    return printing.header("Date", format_datetime(when.astimezone(PARIS)))


def head_of(post: Post) -> str:
    lines = [
        date_line(post.date),
        printing.people("From", (post.sender,)),
        printing.people("To", post.to),
    ]
    if post.cc:
        lines.append(printing.people("Cc", post.cc))
    lines.append(printing.header("Subject", quoting.subject_of(post)))
    lines.append(printing.header("Message-ID", post.message_id))
    if post.answers:
        lines.append(printing.header("In-Reply-To", post.answers.message_id))
        lines.append(printing.header("References", " ".join(post.references)))
    lines += [printing.header(name, value) for name, value in post.headers]
    if post.sender.client in _PROGRAMS:
        lines.append(printing.header(*_PROGRAMS[post.sender.client]))
    return "".join(lines)


def _whole(post: Post) -> Block:
    files = [printing.file_block(p.name, p.kind, p.content) for p in post.papers]
    return printing.together("mixed", [_body(post), *files])


def _body(post: Post) -> Block:
    blocks = [_text(post), *([_page(post)] if _has_page(post) else [])]
    # Programs show a meeting's buttons for a calendar among the alternatives (RFC 6047).
    blocks += [
        printing.text_block(
            paper.content.decode().rstrip(),
            subtype="calendar",
            coding="base64",
            more=f"; method={paper.method}",
        )
        for paper in post.papers
        if paper.method
    ]
    return printing.together("alternative", blocks)


def _has_page(post: Post) -> bool:
    return bool(post.html) or post.sender.client in {"outlook", "apple", "gmail", "webmail"}


def _text(post: Post) -> Block:
    text = quoting.plain(post)
    match post.sender.client:
        case "thunderbird":
            return printing.text_block(quoting.flowed(text), more="; format=flowed")
        case "convergence":
            narrow = text.replace("’", "'").replace("…", "...").replace("–", "-")
            return printing.text_block(quoting.wrapped(narrow), charset="iso-8859-15")
        case "iphone":
            text = f"{quoting.wrapped(text)}\n\nEnvoyé de mon iPhone"
            return printing.text_block(text, coding="quoted-printable")
    return printing.text_block(quoting.wrapped(text), coding="quoted-printable")


def _page(post: Post) -> Block:
    return printing.text_block(html_of(post), subtype="html", coding="quoted-printable")


def html_of(post: Post) -> str:
    if post.html:
        return post.html
    inside = quoting.page(post)
    if post.sender.client == "outlook":
        return f"{_OUTLOOK_HEAD}{inside}\n</div></body></html>"
    meta = '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
    style = f' style="{_APPLE_BODY}"' if post.sender.client == "apple" else ""
    return f"{meta}<body{style}>{inside}</body></html>"
