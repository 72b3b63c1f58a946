"""Why a mail program stays outside, and what to do: in the words of who set it up."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.identity.models import DeviceRefusal
from preau.kit import moments

Reason = DeviceRefusal.Reason


@dataclass(frozen=True)
class Refused:
    """`what` happened, `when`, from where, and what `mend`s it."""

    what: str
    mend: str
    when: str
    iso: str
    network: str
    count: str


def refused(one: DeviceRefusal) -> Refused:
    what, mend = words(one)
    return Refused(
        what,
        mend,
        ago(one.last_at),
        moments.iso(one.last_at),
        one.network,
        ngettext("once", "%(n)s times", one.count) % {"n": one.count},
    )


def words(one: DeviceRefusal) -> tuple[str, str]:
    name = one.device.name if one.device else ""
    what, mend = _of(one.reason)
    given = {"name": name, "use": _use(one.protocol)}
    return what % given, mend % given


def _of(reason: str) -> tuple[str, str]:
    return {
        Reason.WRONG: (
            _("Password refused for %(use)s"),
            _(
                "It is none of your devices’ passwords: copy the one shown when the device was "
                "added, or remove the device and add it again."
            ),
        ),
        Reason.MAIN: (
            _("Your usual password was used for %(use)s"),
            _(
                "It never opens a mail program. Add a device here, and give the program the "
                "password that the page shows."
            ),
        ),
        Reason.MISTYPED: (
            _("The password of “%(name)s” was mistyped for %(use)s"),
            _("The signs are right: keep the hyphens and small letters, and no space."),
        ),
        Reason.NAME: (
            _("Wrong user name for %(use)s, with the password of “%(name)s”"),
            _("The user name is your whole address, with @ and what follows."),
        ),
        Reason.PROTOCOL: (
            _("“%(name)s” may not be used for %(use)s"),
            _(
                "Its password was made for something else: remove the device, and add it again "
                "with that use ticked."
            ),
        ),
        Reason.REVOKED: (
            _("“%(name)s” was removed, and still tries %(use)s"),
            _(
                "If it is yours, add it again and give it the new password. If it was lost or "
                "stolen, there is nothing to do: it stays outside."
            ),
        ),
        Reason.PORT_25: (
            _("A program tries to send by port 25"),
            _(
                "That port is for other servers. In the settings of the outgoing server, put "
                "the port and the encryption given here."
            ),
        ),
        Reason.TLS: (
            _("The encryption failed for %(use)s"),
            _(
                "The program is too old, or set to the other kind of encryption: SSL/TLS with "
                "ports 993 and 465, STARTTLS with port 587."
            ),
        ),
    }[Reason(reason)]


def _use(protocol: str) -> str:
    return {
        "imap": _("reading (IMAP)"),
        "smtp": _("sending (SMTP)"),
        "sieve": _("filters (ManageSieve)"),
    }.get(protocol, protocol)


def ago(moment: datetime, now: datetime | None = None) -> str:
    """`2 min ago` within the hour, else the day and the hour."""
    minutes = int(((now or timezone.now()) - moment).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("%(n)s min ago", "%(n)s min ago", minutes) % {"n": minutes}
    return moments.full_label(moment)
