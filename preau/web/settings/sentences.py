"""Each deed of the journal as a sentence to the person whose account it is (X-10).

A verb that the code records stands here: a test reads the code. `others` is said when somebody
else did it to this account; `%(who)s` is that person. What a sentence may name is in `facts`.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from preau.academies.academy import Academy
from preau.identity.origins import browser_words, place
from preau.journal.models import Entry

Words = str | Promise


@dataclass(frozen=True)
class Said:
    """`many` says how often, with `%(num)s`, when the same happened again on the same day."""

    kind: str
    words: Words
    others: Words = ""
    many: object = None
    icon: str = "info"
    warns: bool = False


KINDS: dict[str, Words] = {
    "sign-in": _("Sign-ins"),
    "session": _("Sessions"),
    "security": _("Password and proofs"),
    "device": _("Devices"),
    "help": _("Help and administration"),
    "mail": _("Mail"),
}

SAID: dict[str, Said] = {
    "sign_in": Said("sign-in", _("You signed in."), icon="log-in"),
    "sign_in.refused": Said(
        "sign-in",
        _("A sign-in to your account was refused: the password was not right."),
        many=ngettext_lazy(
            "%(num)s sign-in to your account was refused: the password was not right.",
            "%(num)s sign-ins to your account were refused: the password was not right.",
            "num",
        ),
        icon="shield-alert",
        warns=True,
    ),
    "sign_in.new_device": Said(
        "sign-in",
        _("A sign-in from a browser and a network not known before: %(browser)s. You were told."),
        icon="shield-alert",
        warns=True,
    ),
    "factor.refused": Said(
        "sign-in",
        _("Your password was typed, and your second step was not shown."),
        many=ngettext_lazy(
            "Your password was typed, and %(num)s wrong code at the second step.",
            "Your password was typed, and %(num)s wrong codes at the second step.",
            "num",
        ),
        icon="shield-alert",
        warns=True,
    ),
    "password.changed": Said("security", _("You changed your password."), icon="key-round"),
    "passkey.added": Said("security", _("You added a passkey."), icon="key-round"),
    "passkey.renamed": Said("security", _("You renamed a passkey."), icon="key-round"),
    "passkey.removed": Said("security", _("You removed a passkey."), icon="key-round"),
    "totp.added": Said("security", _("You added an authenticator app."), icon="shield-check"),
    "totp.removed": Said("security", _("You removed the authenticator app."), icon="shield"),
    "recovery_codes.made": Said("security", _("You made recovery codes."), icon="printer"),
    "recovery_code.used": Said(
        "security", _("A recovery code was used to sign in."), icon="shield-alert", warns=True
    ),
    "account.activated": Said("security", _("You activated your account."), icon="user-plus"),
    "activation.code_sent": Said(
        "security", _("A code to activate your account was mailed."), icon="mail"
    ),
    "slip.used": Said("security", _("Your activation slip was used."), icon="user-plus"),
    "slip.revoked": Said(
        "help",
        _("You withdrew an activation slip."),
        _("%(who)s withdrew your activation slip."),
    ),
    "slips.made": Said("help", _("You made activation slips: %(num)s."), icon="user-plus"),
    "slips.printed": Said("help", _("You printed activation slips: %(num)s."), icon="printer"),
    "second_address.asked": Said(
        "security", _("You asked for a code to prove a second address."), icon="mail"
    ),
    "second_address.proved": Said("security", _("You proved your second address."), icon="check"),
    "sign_out": Said("session", _("You signed out."), icon="log-out"),
    "session.ended": Said(
        "session", _("You ended a session: %(browser)s, %(place)s."), icon="log-out"
    ),
    "device.added": Said("device", _("You added a device: “%(name)s”."), icon="smartphone"),
    "device.revoked": Said("device", _("You removed a device: “%(name)s”."), icon="trash-2"),
    "send": Said(
        "mail",
        _("You sent a message."),
        _("%(who)s sent a message from your mailbox."),
        many=ngettext_lazy("You sent %(num)s message.", "You sent %(num)s messages.", "num"),
        icon="send",
    ),
    "staff.changed": Said(
        "help", _("Your staff file changed: a name, a post, a date or the state of your account.")
    ),
    "staff.imported": Said("help", _("A staff file was brought in.")),
    "account.left": Said("help", _("Your account was closed: you left the académie.")),
    "account.moved": Said("help", _("Your account was closed: you moved, and are now %(about)s.")),
    "box.let_in": Said("help", _("You were let into the mailbox %(about)s.")),
    "box.taken_out": Said("help", _("You were taken out of the mailbox %(about)s.")),
    "identity.renamed": Said("mail", _("You changed the name that people see."), icon="pencil"),
}


def said_of(entry: Entry) -> Said:
    """A verb of a later version, or of one that is gone, is said as it was written down."""
    return SAID.get(entry.verb) or Said("help", entry.verb.replace("%", "%%"))


def verbs_of(kind: str) -> list[str]:
    return [verb for verb, said in SAID.items() if said.kind == kind]


def sentence(entry: Entry, academy: Academy, *, me: str, who: str, count: int = 1) -> str:
    """`who` is the name of who did it, where that is not `me`."""
    said, facts = said_of(entry), facts_of(entry, academy, who)
    is_mine = entry.actor == me or entry.subject != me or not said.others
    if count > 1 and said.many is not None and is_mine:
        return str(said.many % {**facts, "num": count})  # type: ignore[operator]
    return str(said.words if is_mine else said.others) % facts


def facts_of(entry: Entry, academy: Academy, who: str) -> dict[str, object]:
    detail = entry.detail
    return {
        "who": who,
        "browser": browser_words(str(detail.get("browser", "")), str(detail.get("system", ""))),
        "place": place(academy, str(detail.get("place", ""))),
        "name": detail.get("name", ""),
        "about": detail.get("about", ""),
        "num": detail.get("count", 1),
    }
