"""Whose events a browser may hear: the boxes of the session its cookie names."""

from typing import Any

from preau.identity.queries import memberships
from preau.web.kit.sessions import visit


def boxes_of_session(environ: dict[str, Any]) -> list[str] | None:
    """Logins of the boxes, or None for nobody; runs in a thread of pages."""
    with visit(environ) as (_request, account):
        if account is None:
            return None
        return [m.mailbox.login for m in memberships(account)]
