"""The wishes one may have, in the person's words."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from preau.identity.actions.preferring import CHOICES, OFF, ON, preferred
from preau.identity.models import Account

READING = (
    "view",
    "reading_pane",
    "density",
    "theme",
    "language",
    "shortcuts_on",
    "notices",
    "quiet_hours",
)
WRITING = ("undo_seconds", "receipts", "propose_later")
ICONS = {
    ("theme", "auto"): "sliders-horizontal",
    ("theme", "light"): "sun",
    ("theme", "dark"): "moon",
    ("theme", "contrast"): "contrast",
}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    icon: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Setting:
    """One choice among a few, applied as soon as it is made. `name` is the wish's."""

    name: str
    label: str
    options: list[Option]
    hint: str = ""


def chosen(account: Account, names: tuple[str, ...]) -> list[Setting]:
    return [_setting(account, name) for name in names]


def _setting(account: Account, name: str) -> Setting:
    label, hint = words(name)
    now = preferred(account, name)
    options = [
        Option(value, option(name, value), ICONS.get((name, value), ""), value == now)
        for value in CHOICES[name]
    ]
    return Setting(name, label, options, hint)


def words(name: str) -> tuple[str, str]:
    return {
        "view": (
            _("Messages"),
            _("A conversation gathers a message and its answers on one line."),
        ),
        "reading_pane": (_("Where a message opens"), _("On a telephone it always opens alone.")),
        "density": (_("Density"), _("Compact shows more lines at once.")),
        "theme": (_("Colours"), _("Automatic follows your device.")),
        "language": (_("Language"), ""),
        "shortcuts_on": (
            _("Keyboard shortcuts"),
            _("One letter acts on the message: press ? in your mail to see them all."),
        ),
        "notices": (
            _("Notices of new mail"),
            _("While a page of your mail is open, even behind others; never for junk."),
        ),
        "quiet_hours": (
            _("Quiet hours"),
            _("Your mail arrives all the same: only the notices are silent."),
        ),
        "propose_later": (
            _("Outside working hours"),
            _("The compose window then proposes to send when work begins again."),
        ),
        "receipts": (
            _("Read receipts asked of you"),
            _("Only senders whose address is proved are answered, never lists."),
        ),
        "undo_seconds": (
            _("Time to change your mind"),
            _("A message waits this long after “Send”, and can be taken back."),
        ),
    }[name]


def option(name: str, value: str) -> str:
    if name == "undo_seconds":
        return _("%(n)s s") % {"n": value} if value != "0" else _("None")
    if name == "language":
        return dict(settings.LANGUAGES)[value]
    return {
        ("view", "threads"): _("Conversations"),
        ("view", "flat"): _("One by one"),
        ("reading_pane", "beside"): _("Beside the list"),
        ("reading_pane", "below"): _("Below the list"),
        ("reading_pane", "alone"): _("In its place"),
        ("density", "comfortable"): _("Comfortable"),
        ("density", "compact"): _("Compact"),
        ("theme", "auto"): _("Automatic"),
        ("theme", "light"): _("Light"),
        ("theme", "dark"): _("Dark"),
        ("theme", "contrast"): _("High contrast"),
        ("shortcuts_on", ON): _("On"),
        ("shortcuts_on", OFF): _("Off"),
        ("receipts", "ask"): _("Ask me each time"),
        ("receipts", "never"): _("Never send one"),
        ("receipts", "always"): _("Always send one"),
        ("notices", OFF): _("None"),
        ("notices", "discreet"): _("Without saying from whom"),
        ("notices", "full"): _("With sender and subject"),
        ("quiet_hours", OFF): _("None"),
        ("quiet_hours", "nights"): _("At night, from 20:00 to 7:00"),
        ("quiet_hours", "off_work"): _("Outside working hours"),
        ("propose_later", ON): _("Propose to send later"),
        ("propose_later", OFF): _("Propose nothing"),
    }[name, value]
