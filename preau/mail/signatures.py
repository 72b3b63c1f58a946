"""What stands under a letter: written by the person, or filled from the directory (C-06)."""

import re

from django.utils.html import escape

from preau.academies.academy import Academy
from preau.academies.choices import SignatureRule
from preau.academies.registry import academies
from preau.identity.models import Account, Post
from preau.mail.models import Identity

_STYLE = re.compile(r' style="[^"]*"')


def of(identity: Identity, writer: Account) -> str:
    """Its HTML, as it begins a new letter; "" for none."""
    academy = academies().by_slug(identity.mailbox.academy)
    if academy is None or academy.signature is None:
        return identity.signature_html
    if not writes_own(identity, academy):
        return filled(identity, writer)
    if academy.signature.rule is SignatureRule.FRAMED:
        return identity.signature_html + institution(academy)
    return identity.signature_html


def writes_own(identity: Identity, academy: Academy | None) -> bool:
    """Whether the person's own words count, and not the directory's."""
    if academy is None or academy.signature is None:
        return True
    return identity.is_own and academy.signature.rule is not SignatureRule.FIXED


def filled(identity: Identity, writer: Account) -> str:
    """Name, function, school, telephone; then the académie's lines."""
    academy = academies().by_slug(identity.mailbox.academy)
    return own_lines(identity, writer) + (institution(academy) if academy else "")


def own_lines(identity: Identity, writer: Account) -> str:
    """What the directory knows of who writes."""
    post = post_of(identity, writer)
    own = [
        f"<b>{escape(identity.name)}</b>",
        *(escape(line) for line in _said(post)),
        *(escape(line) for line in [identity.phone] if line),
    ]
    return "".join(f"<div>{line}</div>" for line in own)


def on_page(signature_html: str) -> str:
    """To be shown in a page of ours, whose policy takes no style of its own."""
    return _STYLE.sub("", signature_html)


def post_of(identity: Identity, writer: Account) -> Post | None:
    """What the writer does today; a functional box is nobody's post."""
    if identity.mailbox.is_functional:
        return None
    posts = writer.posts
    chosen = next((post for post in posts if post.pk == identity.post_id), None)
    return chosen or next(iter(posts), None)


def _said(post: Post | None) -> list[str]:
    return [line for line in (post.function, post.school_name) if line] if post else []


def institution(academy: Academy) -> str:
    """The académie's lines, the first in its colour."""
    if academy.signature is None or not academy.signature.lines:
        return ""
    first, *others = academy.signature.lines
    lines = [f'<b style="color: {academy.look.accent}">{escape(first)}</b>', *map(escape, others)]
    return "".join(f"<div>{line}</div>" for line in lines)
