"""What a letter says in place of its heavy files: names, weights, until when, and one address."""

from html import escape

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.files import addresses
from preau.files.models import KeptFile, Link
from preau.kit import figures, moments

_BOX = "border:1px solid #d5dae4;padding:12px 16px;background-color:#f5f6fa;color:#171c2a"
_BUTTON = "color:#2b4a9b;font-weight:bold"


def as_html(link: Link) -> str:
    files = _files(link)
    lines = "".join(f"<li>{escape(_said(file))}</li>" for file in files)
    address = escape(addresses.public(link))
    return (
        f'<br><table role="presentation" cellpadding="0" cellspacing="0"><tr><td style="{_BOX}">'
        f"<p><strong>{escape(_title(files))}</strong></p><ul>{lines}</ul>"
        f'<p><a href="{address}" style="{_BUTTON}">{escape(_verb(files))}</a></p>'
        f"<p>{escape(_until(link))}</p></td></tr></table>"
    )


def as_text(link: Link) -> str:
    files = _files(link)
    lines = [_title(files), *(f"- {_said(file)}" for file in files)]
    return "\n".join(["", "", *lines, addresses.public(link), _until(link)])


def _files(link: Link) -> list[KeptFile]:
    return list(link.files.select_related("content").order_by("pk"))


def _title(files: list[KeptFile]) -> str:
    said = ngettext("%(num)s file to download", "%(num)s files to download", len(files))
    return said % {"num": len(files)}


def _verb(files: list[KeptFile]) -> str:
    return ngettext("Download the file", "Download the files", len(files))


def _said(file: KeptFile) -> str:
    return _("%(name)s (%(size)s)") % {
        "name": file.name,
        "size": figures.size(file.content.size),
    }


def _until(link: Link) -> str:
    day = moments.day_label(timezone.localdate(link.expires_at)) if link.expires_at else ""
    said = _("No account is needed. The link stays open until %(day)s.") % {"day": day}
    if not link.password:
        return said
    return said + " " + _("A password is asked for: the sender gives it to you apart.")
