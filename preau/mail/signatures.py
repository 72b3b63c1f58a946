"""What stands under a letter: written by the person, or filled from the directory (C-06)."""

import re

from django.utils.html import escape

from preau.academies.choices import SignatureRule
from preau.academies.registry import academies
from preau.formats.html.names import INSTITUTION
from preau.identity.models import Account, Post
from preau.mail.models import Identity

_STYLE = re.compile(r' style="[^"]*"')


def of(identity: Identity, writer: Account) -> str:
    """Its HTML, as it begins a new letter; "" for none."""
    if not writes_own(identity):
        return filled(identity, writer)
    if rule_of(identity) is SignatureRule.FRAMED:
        return identity.signature_html + institution(identity)
    return identity.signature_html


def rule_of(identity: Identity) -> SignatureRule | None:
    """None where its académie fills nothing."""
    academy = academies().by_slug(identity.mailbox.academy)
    return academy.signature.rule if academy and academy.signature else None


def writes_own(identity: Identity) -> bool:
    """Whether the person's own words count, and not the directory's."""
    rule = rule_of(identity)
    return rule is None or (identity.is_own and rule is not SignatureRule.FIXED)


def filled(identity: Identity, writer: Account) -> str:
    """Name, function, school, telephone; then the académie's block."""
    return own_lines(identity, writer) + institution(identity)


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


def institution(identity: Identity) -> str:
    """The académie's block, marked as such; "" where it has none."""
    lines = institution_lines(identity)
    return f'<div class="{INSTITUTION}">{lines}</div>' if lines else ""


def institution_lines(identity: Identity) -> str:
    """The académie's logo, then its lines, the first in its colour."""
    academy = academies().by_slug(identity.mailbox.academy)
    if academy is None or academy.signature is None:
        return ""
    lines = [str(escape(line)) for line in academy.signature.lines]
    lines[:1] = [f'<b style="color: {academy.look.accent}">{first}</b>' for first in lines[:1]]
    if academy.signature.logo:
        # The lines below say it in words.
        lines.insert(0, f'<img src="{logo_address(identity)}" alt="">')
    return "".join(f"<div>{line}</div>" for line in lines)


def logo_address(identity: Identity) -> str:
    """Where it is shown while one writes; a letter carries it along."""
    return f"/mail/{identity.mailbox.slug}/logo"
