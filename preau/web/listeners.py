"""Whose events a browser may hear: those of the session its cookie names, of its account, of the
boxes it may open."""

from typing import Any

from preau.identity.queries import memberships
from preau.web.kit.sessions import visit
from preau.web.kit.signed_in import session_of


def places_of_session(environ: dict[str, Any]) -> tuple[str, ...] | None:
    """`session:<digest>`, `account:<number>`, the logins of the boxes; None for nobody. Runs in a
    thread of pages."""
    with visit(environ) as (request, account):
        session = session_of(request) if account is not None else None
        if account is None or session is None:
            return None
        boxes = (m.mailbox.login for m in memberships(account))
        return (f"session:{session.pk}", f"account:{account.pk}", *boxes)
