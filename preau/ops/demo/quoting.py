"""A message's words as each program lays them out: its signature, and what it quotes."""

import html
import re

from preau.ops.demo.hours import PARIS, say_day
from preau.ops.demo.posts import Post

_DEEPEST = 3
_PEERS = frozenset({"main", "colleague", "maths", "eps", "cpe"})
_SIGNED = re.compile(r"\n\n(Le |La |Les |L’|Au nom )[^\n]{3,60}\Z")


def words(post: Post) -> str:
    """The text and who signs it; answers are signed shorter."""
    if _SIGNED.search(post.text) or not post.text:
        return post.text
    return f"{post.text}\n\n{_signature(post)}"


def _signature(post: Post) -> str:
    """Whole at first, and always for families; a name in an answer, a given name among peers."""
    whole = "\n".join(post.sender.signature or (post.sender.name,))
    if post.answers is None or post.answers.sender.is_outside:
        return whole
    if {post.sender.part, post.answers.sender.part} <= _PEERS:
        return post.sender.given
    return "Le secrétariat" if post.sender.part == "box" else post.sender.name


def attribution(post: Post, client: str) -> str:
    """The line (Outlook: the block) put before what is quoted."""
    when = post.date.astimezone(PARIS)
    day = f"{say_day(when.date())} {when.year}"
    if client in {"outlook", "convergence"}:
        to = " ; ".join(one.name for one in post.to)
        subject = subject_of(post)
        sent = f"De : {post.sender.name} <{post.sender.address}>\nEnvoyé : {day} {when:%H:%M}"
        return f"{sent}\nÀ : {to}\nObjet : {subject}"
    if client == "thunderbird":
        return f"Le {when:%d/%m/%Y} à {when:%H:%M}, {post.sender.name} a écrit :"
    if client == "gmail":
        short = f"{day[:3]}. {when.day} {day.split()[2]} {when.year}"
        return f"Le {short} à {when:%H:%M}, {post.sender.name} <{post.sender.address}> a écrit :"
    return (
        f"Le {when.day} {day.split()[2]} {when.year} à {when:%H:%M}, {post.sender.name} a écrit :"
    )


def subject_of(post: Post) -> str:
    if not post.answers:
        return post.subject
    is_outlook = post.sender.client in {"outlook", "convergence"}
    if post.is_forward:
        return ("TR: " if is_outlook else "Fwd: ") + post.bare_subject
    return ("RE: " if is_outlook else "Re: ") + post.bare_subject


def plain(post: Post, *, deep: int = 0) -> str:
    """The whole text, quotes included, one line a paragraph."""
    own = words(post)
    if not post.answers or deep >= _DEEPEST:
        return own
    quoted = plain(post.answers, deep=deep + 1)
    before = attribution(post.answers, post.sender.client)
    if post.is_forward:
        return f"{own}\n\n-------- Message transféré --------\n{before}\n\n{quoted}"
    if post.sender.client in {"outlook", "convergence"}:
        return f"{own}\n\n________________________________\n{before}\n\n{quoted}"
    return f"{own}\n\n{before}\n\n" + "\n".join(f"> {line}".rstrip() for line in quoted.split("\n"))


def flowed(text: str, width: int = 72) -> str:
    """format=flowed (RFC 3676): a space at the end of a line says that it goes on."""
    return "\n".join(
        line for paragraph in text.split("\n") for line in _wrapped(paragraph, width, " ")
    )


def wrapped(text: str, width: int = 74) -> str:
    return "\n".join(line for para in text.split("\n") for line in _wrapped(para, width, ""))


def _wrapped(paragraph: str, width: int, ending: str) -> list[str]:
    marks = re.match(r"(?:> ?)*", paragraph)
    depth = marks[0].count(">") if marks else 0
    prefix = ">" * depth + " " if depth else ""
    rest = paragraph[marks.end() :] if marks else paragraph
    if not rest:
        return [prefix.rstrip()]
    lines, line = [], ""
    for word in rest.split(" "):
        if line and len(prefix) + len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    stuffed = [f" {one}" if not depth and one.startswith(("From ", ">")) else one for one in lines]
    return [prefix + one + ending for one in stuffed[:-1]] + [prefix + stuffed[-1]]


def page(post: Post, *, deep: int = 0) -> str:
    """The body as HTML, the way the sender's program writes it."""
    client = post.sender.client
    own = _BLOCKS.get(client, _divs)(words(post))
    if not post.answers or deep >= _DEEPEST:
        return own
    before = html.escape(attribution(post.answers, client)).replace("\n", "<br>")
    return own + _QUOTES.get(client, _gmail_quote)(before, page(post.answers, deep=deep + 1))


def _paragraphs(text: str) -> list[list[str]]:
    return [block.split("\n") for block in html.escape(text, quote=False).split("\n\n")]


def _mso(text: str) -> str:
    """Word's HTML: every paragraph a class, every list a made-up bullet."""
    out = []
    for lines in _paragraphs(text):
        if lines[0].startswith("- "):
            out += [
                '<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1">'
                '<span style="font-family:Symbol"><span style="mso-list:Ignore">·'
                "<span style=\"font:7.0pt 'Times New Roman'\">&nbsp;&nbsp;&nbsp; </span></span>"
                f"</span>{line.removeprefix('- ')}<o:p></o:p></p>"
                for line in lines
            ]
        else:
            body = "<br>\n".join(lines)
            out.append(f'<p class="MsoNormal">{body}<o:p></o:p></p>')
        out.append('<p class="MsoNormal"><o:p>&nbsp;</o:p></p>')
    return "\n".join(out)


def _divs(text: str) -> str:
    blocks = []
    for lines in _paragraphs(text):
        if lines[0].startswith("- "):
            items = "".join(f"<li>{line.removeprefix('- ')}</li>" for line in lines)
            blocks.append(f"<ul>{items}</ul>")
        else:
            blocks.append(f"<div>{'<br>'.join(lines)}</div>")
    return "<div><br></div>\n".join(blocks)


def _ltr(text: str) -> str:
    return f'<div dir="ltr">{_divs(text)}</div>'


_BLOCKS = {"outlook": _mso, "gmail": _ltr}


def _outlook_quote(before: str, quoted: str) -> str:
    return (
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        f'<p class="MsoNormal"><b>{before}</b><o:p></o:p></p></div>\n{quoted}'
    )


def _apple_quote(before: str, quoted: str) -> str:
    return (
        '<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite">'
        f'<div>{before}</div><br class="Apple-interchange-newline"><div>{quoted}</div>'
        "</blockquote></div>"
    )


def _gmail_quote(before: str, quoted: str) -> str:
    return (
        f'<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{before}<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid '
        f'rgb(204,204,204);padding-left:1ex">{quoted}</blockquote></div>'
    )


_QUOTES = {"outlook": _outlook_quote, "apple": _apple_quote}
