"""The help desk offers a clean-up: a letter that leads to it, and the person decides."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from preau.grace.actions.warning import write
from preau.grace.letters import Words, url_of_room, whole_text
from preau.identity.models import Account, Mailbox
from preau.journal.actions import record
from preau.kit.errors import WrongInput
from preau.space import scopes


def offer(mailbox: Mailbox, what: list[str], *, by: Account) -> None:
    """Into the mailbox itself, full or not. Raises WrongInput for nothing to offer, EngineError."""
    chosen = [name for name in scopes.OFFERS if name in what]
    if not chosen:
        raise WrongInput(_("Choose at least one line."))
    write(mailbox, words, chosen, by)
    record(
        "mailbox.cleanup_offered",
        by=by.login,
        academy=mailbox.academy,
        subject=mailbox.login,
        box=mailbox.address,
    )


def words(mailbox: Mailbox, what: list[str], by: Account) -> Words:
    lines = "\n".join(f"– {scopes.offer_title(name)}" for name in what)
    asked = urlencode([("what", name) for name in what])
    parts = [
        _("%(who)s, of the help desk, proposes to make room in the mailbox %(address)s:")
        % {"who": by.name, "address": mailbox.address},
        lines,
        _("You see there exactly what it frees, and nothing is deleted before you say yes:"),
        url_of_room(mailbox, f"cleanup?{asked}"),
        _("The help desk saw counts and sizes, and nothing of your mail."),
    ]
    return Words(_("Make room in your mailbox"), whole_text(parts))
