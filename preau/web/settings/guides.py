"""Setting up each kind of device, step by step, with the words its menus use."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from preau.identity.models import DevicePassword

Kind = DevicePassword.Kind
ICONS = {
    Kind.THUNDERBIRD: "monitor",
    Kind.OUTLOOK: "laptop",
    Kind.APPLE: "smartphone",
    Kind.ANDROID: "tablet-smartphone",
    Kind.OTHER: "plug",
}


@dataclass(frozen=True)
class Guide:
    """`name` is proposed for the device; `has_link`: it reads a code from the screen."""

    kind: str
    title: str
    about: str
    icon: str
    name: str
    protocols: tuple[str, ...]
    steps: list[str]
    by_hand: list[str]
    has_link: bool = False
    is_apple: bool = False


def guides() -> list[Guide]:
    return [guide(kind) for kind in Kind.values]


def guide(kind: str) -> Guide:
    title, about, name = _words(kind)
    return Guide(
        kind=kind,
        title=title,
        about=about,
        icon=ICONS[Kind(kind)],
        name=name,
        protocols=("imap", "smtp", "sieve") if kind == Kind.THUNDERBIRD else ("imap", "smtp"),
        steps=_steps(kind),
        by_hand=_by_hand(kind),
        has_link=kind in (Kind.APPLE, Kind.ANDROID, Kind.OTHER),
        is_apple=kind == Kind.APPLE,
    )


def title(kind: str) -> str:
    return _words(kind)[0]


def _words(kind: str) -> tuple[str, str, str]:
    return {
        Kind.THUNDERBIRD: (
            _("Thunderbird"),
            _("On a computer: Windows, macOS, Linux."),
            _("Thunderbird at home"),
        ),
        Kind.OUTLOOK: (_("Outlook"), _("On a computer, or its application."), _("My Outlook")),
        Kind.APPLE: (
            _("iPhone or iPad"),
            _("The Mail application, set up by a code to scan."),
            _("My iPhone"),
        ),
        Kind.ANDROID: (
            _("Android"),
            _("Telephone or tablet: Thunderbird, K-9, Gmail…"),
            _("My telephone"),
        ),
        Kind.OTHER: (
            _("Something else"),
            _("Any program that speaks IMAP: Apple Mail, Evolution, eM Client…"),
            _("My mail program"),
        ),
    }[Kind(kind)]


def _steps(kind: str) -> list[str]:
    return {
        Kind.THUNDERBIRD: [
            _("Open the menu ☰, New Account, Email."),
            _("Type your name and your address, then Continue: Thunderbird finds the servers."),
            _("Paste the password of this device, and keep “Remember password” ticked."),
            _("Click Continue, then Finish."),
        ],
        Kind.OUTLOOK: [
            _("Open File, then Add Account."),
            _("Type your address, then Connect: Outlook finds the servers."),
            _("If it asks for the kind of account, choose IMAP."),
            _("Paste the password of this device, then Connect."),
        ],
        Kind.APPLE: [
            _("On the iPhone or iPad, open Camera and point it at this code."),
            _("Touch the link that appears, then Download the profile, then Allow."),
            _("Open Settings: touch “Profile Downloaded”, then Install."),
        ],
        Kind.ANDROID: [
            _(
                "Point the camera of the device at this code, and open the link: it shows the "
                "values, ready to copy."
            ),
            _("In the mail application, add an account, and choose IMAP if it asks."),
            _(
                "Copy your address, then the password. Thunderbird finds the servers; for "
                "others, copy those too."
            ),
        ],
        Kind.OTHER: [
            _("In your program, add an account of the kind IMAP."),
            _("Copy the values below, for incoming and for outgoing mail."),
            _("The outgoing server asks for the same user name and password."),
        ],
    }[Kind(kind)]


def _by_hand(kind: str) -> list[str]:
    """When the servers are not found by themselves; empty where that is the only way."""
    return {
        Kind.THUNDERBIRD: [
            _("On the page of the address, click Configure manually."),
            _("Copy the values below; Authentication: Normal password."),
            _("Click Re-test, then Done."),
        ],
        Kind.OUTLOOK: [
            _(
                "Beneath the address, open Advanced options and tick “Let me set up my account "
                "manually”."
            ),
            _("Choose IMAP, and copy the values below."),
        ],
        Kind.APPLE: [
            _("Open Settings, Apps, Mail, Mail Accounts, Add Account, Other, Add Mail Account."),
            _(
                "Type your name, your address, the password of this device, and “Professional "
                "mail” as description."
            ),
            _(
                "Choose IMAP and copy the values below, for incoming and for outgoing mail: "
                "both ask for the user name and password, even where they are said to be "
                "optional."
            ),
        ],
        Kind.ANDROID: [
            _("In the mail application, add an account, Other, then IMAP."),
            _("Copy the values below, for incoming and for outgoing mail."),
        ],
        Kind.OTHER: [],
    }[Kind(kind)]
