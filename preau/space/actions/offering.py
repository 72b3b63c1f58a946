"""The help desk offers a clean-up: a letter that leads to it, and the person decides."""

from urllib.parse import urlencode

from django.utils import translation
from django.utils.translation import gettext as _

from preau.academies.addresses import whole
from preau.academies.registry import academies
from preau.grace.actions.warning import language_of, write
from preau.grace.letters import Words
from preau.identity.models import Account, Mailbox
from preau.journal.actions import record
from preau.kit.errors import WrongInput
from preau.space import scopes


def offer(mailbox: Mailbox, what: list[str], *, by: Account) -> None:
    """Into the mailbox itself, full or not. Raises WrongInput for nothing to offer, EngineError."""
    chosen = [name for name in scopes.OFFERS if name in what]
    if not chosen:
        raise WrongInput(_("Choose at least one line."))
    with translation.override(language_of(mailbox)):
        write(mailbox, words(mailbox, chosen, by))
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
    url = whole(academies().of(mailbox.academy), f"/space/{mailbox.slug}/cleanup?{asked}")
    parts = [
        _("Hello,"),
        _("%(who)s, of the help desk, proposes to make room in the mailbox %(address)s:")
        % {"who": by.name, "address": mailbox.address},
        lines,
        _("You see there exactly what it frees, and nothing is deleted before you say yes:"),
        url,
        _("The help desk saw counts and sizes, and nothing of your mail."),
    ]
    return Words(_("Make room in your mailbox"), "\n\n".join(parts) + "\n")
