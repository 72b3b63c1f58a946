"""A page that everybody may read."""

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest

from preau.academies.academy import Academy
from preau.web.kit.answers import waiting_toasts
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Frame
from preau.web.shell.framing import frame


@dataclass(frozen=True, kw_only=True)
class OpenPage:
    """Who is signed in sees it in the shell, others in the visitors' one."""

    frame: Frame | None
    title: str
    academy: Academy

    @property
    def shell(self) -> str:
        return "shell/app.html" if self.frame else "shell/visitor.html"

    @property
    def academy_name(self) -> str:
        return self.academy.name

    @property
    def accent(self) -> str:
        return f"accent-{self.academy.slug}"


def open_frame(request: HttpRequest, module: str) -> Frame | None:
    """None for who is not signed in."""
    asked = cast(AccountRequest, request)
    if asked.account is None:
        return None
    return frame(asked, module=module, toasts=waiting_toasts(asked))
