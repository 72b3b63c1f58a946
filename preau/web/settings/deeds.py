"""Each deed that the code writes into the journal, as a sentence to the person it concerns (X-10).

A test reads the code and asks for each of its verbs here. What a sentence may name stands in
`sentences.facts_of`.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

Words = str | Promise


@dataclass(frozen=True)
class Said:
    """`others` is said when somebody else, `%(who)s`, did it to this account; `many` when the same
    happened `%(num)s` times on one day."""

    kind: str
    words: Words
    others: Words = ""
    many: Promise | None = None
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


def _secures(words: Words, *, warns: bool = False) -> Said:
    return Said("security", words, icon="key-round", warns=warns)


def _helps(words: Words, others: Words = "") -> Said:
    return Said("help", words, others, icon="life-buoy")


SAID: dict[str, Said] = {
    "link.revoked": Said("mail", _("You revoked a link to files."), icon="unlink"),
    "link.refused": Said(
        "mail",
        _("Somebody typed a wrong password for files of yours."),
        many=ngettext_lazy(
            "%(num)s wrong password was typed for files of yours.",
            "%(num)s wrong passwords were typed for files of yours.",
            "num",
        ),
        icon="shield-alert",
    ),
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
    "sign_out": Said("session", _("You signed out."), icon="log-out"),
    "session.ended": Said(
        "session", _("You ended a session: %(browser)s, %(place)s."), icon="log-out"
    ),
    "alerts.begun": Said(
        "security", _("You chose to be alerted in a browser: %(browser)s."), icon="bell"
    ),
    "alerts.ended": Said(
        "security", _("Alerts were switched off in a browser: %(browser)s."), icon="x"
    ),
    "password.changed": _secures(_("You changed your password.")),
    "password.recovered": _secures(_("A new password was chosen after recovery.")),
    "recovery.asked": _secures(_("Recovery of the account was asked for.")),
    "recovery.sent": _secures(_("A recovery link was asked for, and sent to you."), warns=True),
    "recovery.without_address": _secures(
        _("Recovery was asked for, and there was no second address to answer to."), warns=True
    ),
    "recovery_codes.made": _secures(_("You made recovery codes.")),
    "recovery_code.used": _secures(_("A recovery code was used to sign in."), warns=True),
    "passkey.added": _secures(_("You added a passkey.")),
    "passkey.renamed": _secures(_("You renamed a passkey.")),
    "passkey.removed": _secures(_("You removed a passkey.")),
    "totp.added": _secures(_("You added an authenticator app.")),
    "totp.removed": _secures(_("You removed the authenticator app.")),
    "second_address.asked": _secures(_("You asked for a code to prove a second address.")),
    "second_address.proved": _secures(_("You proved your second address.")),
    "code.tried": _secures(_("A code handed over by the help desk was tried.")),
    "slip.used": _secures(_("Your activation slip was used.")),
    "activation.code_sent": _secures(_("A code to activate your account was mailed.")),
    "activation.refused": _secures(_("An activation was refused."), warns=True),
    "account.activated": _secures(_("You activated your account.")),
    "device.added": Said("device", _("You added a device: “%(name)s”."), icon="smartphone"),
    "device.revoked": Said("device", _("You removed a device: “%(name)s”."), icon="trash-2"),
    "account.looked_at": _helps(
        _("You looked at the state of an account."),
        _("%(who)s looked at the state of your account, never at your mail."),
    ),
    "account.suspended": _helps(
        _("You suspended an account."), _("%(who)s suspended your account.")
    ),
    "account.reactivated": _helps(
        _("You opened an account again."), _("%(who)s opened your account again.")
    ),
    "account.moved": _helps(
        _("You moved an account to another académie."),
        _("Your account was closed: you moved, and are now %(about)s."),
    ),
    "account.left": _helps(
        _("You closed an account."), _("Your account was closed: you left the académie.")
    ),
    "role.given": _helps(
        _("You gave somebody a duty over other people’s accounts."),
        _("%(who)s gave you a duty over other people’s accounts."),
    ),
    "role.taken": _helps(
        _("You took a duty over other people’s accounts from somebody."),
        _("%(who)s took your duty over other people’s accounts back."),
    ),
    "code.sealed": _helps(
        _("You made a sealed code for somebody."),
        _("%(who)s made a sealed code for you to recover your account."),
    ),
    "slips.made": _helps(_("You made activation slips: %(num)s.")),
    "slips.printed": _helps(_("You printed activation slips: %(num)s.")),
    "slip.revoked": _helps(
        _("You withdrew an activation slip."), _("%(who)s withdrew your activation slip.")
    ),
    "desk.asked": _helps(_("A request was made to the help desk.")),
    "announcement.made": _helps(_("You announced something to everybody.")),
    "announcement.withdrawn": _helps(_("You withdrew an announcement.")),
    "desk.taken": _helps(_("You took up a request.")),
    "desk.recognised": _helps(
        _("You said whom a request is about."),
        _("%(who)s, of the help desk, takes care of a request about your account."),
    ),
    "desk.closed": _helps(_("You closed a request.")),
    "desk.opened_again": _helps(_("You opened a request again.")),
    "staff.changed": _helps(
        _("You changed what the staff file says of somebody."),
        _("Your staff file changed: a name, a post, a date or the state of your account."),
    ),
    "box.let_in": _helps(
        _("You let somebody into a shared mailbox."),
        _("You were let into the mailbox %(about)s."),
    ),
    "box.taken_out": _helps(
        _("You took somebody out of a shared mailbox."),
        _("You were taken out of the mailbox %(about)s."),
    ),
    "application.added": _helps(_("The application %(name)s was declared.")),
    "application.removed": _helps(_("The application %(name)s was removed.")),
    "staff.imported": _helps(_("A staff file was brought in.")),
    "application.entered": Said(
        "sign-in",
        _("You opened %(name)s with your account."),
        many=ngettext_lazy(
            "You opened %(name)s with your account, %(num)s time.",
            "You opened %(name)s with your account, %(num)s times.",
            "num",
        ),
        icon="log-in",
    ),
    "application.parted": Said(
        "security", _("You withdrew the access of %(name)s to what it was told of you."), icon="x"
    ),
    "application.allowed": Said(
        "security",
        _("You agreed that %(name)s, outside the académie, knows who you are."),
        icon="shield-check",
    ),
    "send": Said(
        "mail",
        _("You sent a message."),
        _("%(who)s sent a message from your mailbox."),
        many=ngettext_lazy("You sent %(num)s message.", "You sent %(num)s messages.", "num"),
        icon="send",
    ),
    "hold": Said("mail", _("A mail program scheduled a message for you."), icon="calendar-clock"),
    "mailbox.enlarged": Said(
        "mail", _("You enlarged your mailbox to %(size)s."), icon="hard-drive"
    ),
    "mailbox.grew": Said(
        "mail", _("Your mailbox was nearly full: it grew to %(size)s."), icon="hard-drive"
    ),
    "mailbox.room_set": Said(
        "help",
        _("The room of the mailbox %(box)s was set to %(size)s (%(about)s)."),
        _("%(who)s set the room of your mailbox to %(size)s (%(about)s)."),
        icon="hard-drive",
    ),
    "mailbox.weighed": Said(
        "help",
        _("You looked at what fills the mailbox %(box)s."),
        _("%(who)s looked at how much fills your mailbox, never at your mail."),
        icon="life-buoy",
    ),
    "mailbox.cleanup_offered": Said(
        "help",
        _("You offered a clean-up of the mailbox %(box)s."),
        _("%(who)s offered you a clean-up of your mailbox."),
        icon="life-buoy",
    ),
    "mail.given_back": Said(
        "mail",
        _("A message found no room in your mailbox and went back to its sender."),
        many=ngettext_lazy(
            "%(num)s message found no room in your mailbox and went back to its sender.",
            "%(num)s messages found no room in your mailbox and went back to their senders.",
            "num",
        ),
        icon="undo-2",
        warns=True,
    ),
    "filters.changed": Said(
        "mail",
        _("You changed filters."),
        _("%(who)s changed the filters of your mailbox."),
        many=ngettext_lazy(
            "You changed filters %(num)s time.", "You changed filters %(num)s times.", "num"
        ),
        icon="list-filter",
    ),
    "senders.changed": Said(
        "mail",
        _("You changed whom you trust or block."),
        _("%(who)s changed whom your mailbox trusts or blocks."),
        many=ngettext_lazy(
            "You changed whom you trust or block %(num)s time.",
            "You changed whom you trust or block %(num)s times.",
            "num",
        ),
        icon="shield-check",
    ),
    "mailing.begun": Said(
        "mail",
        _("You began a mailing."),
        _("%(who)s began a mailing from your mailbox."),
        icon="mails",
    ),
    "mailing.stopped": Said(
        "mail",
        _("You stopped a mailing."),
        _("%(who)s stopped a mailing from your mailbox."),
        icon="mails",
    ),
    "space.cleaned": Said("mail", _("You made room: %(num)s messages deleted."), icon="trash-2"),
    "space.packed": Said(
        "mail", _("You prepared an archive of %(num)s messages."), icon="file-archive"
    ),
    "space.fetched": Said("mail", _("You downloaded an archive of a mailbox."), icon="download"),
    "space.brought": Said(
        "mail", _("You brought an archive back: %(num)s messages."), icon="upload"
    ),
    "space.keeping": Said("mail", _("You chose how long trash and junk are kept."), icon="trash-2"),
    "identity.removed": Said("mail", _("You removed a sender."), icon="trash-2"),
    "identity.renamed": Said("mail", _("You changed the name that people see."), icon="pencil"),
    "absence.set": Said("mail", _("You prepared an absence notice."), icon="sun"),
    "absence.stopped": Said("mail", _("You stopped your absence notice."), icon="sun"),
    "absence.ended": Said("mail", _("Your absence notice stopped on its last day."), icon="sun"),
}
