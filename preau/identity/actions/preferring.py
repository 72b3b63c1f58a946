"""How one person likes it: each wish is one of those offered, and applies at once (R-06)."""

from django.utils.translation import gettext as _

from preau.identity.models import Account, Preference
from preau.kit.errors import WrongInput

ON, OFF = "on", "off"
DISPLAY = ("theme", "density", "view", "reading_pane", "shortcuts_on")
CHOICES: dict[str, tuple[str, ...]] = {
    "language": ("fr", "en"),
    "theme": ("auto", "light", "dark", "contrast"),
    "density": ("comfortable", "compact"),
    "view": ("threads", "flat"),
    "reading_pane": ("beside", "below", "alone"),
    "shortcuts_on": (ON, OFF),
    "notices": (OFF, "discreet", "full"),
    "propose_later": (ON, OFF),
    "quiet_hours": (OFF, "nights", "off_work"),
    "receipts": ("ask", "never", "always"),
    "undo_seconds": ("0", "5", "10", "20", "30"),
}


def prefer(account: Account, name: str, value: str) -> None:
    """Raises WrongInput for what is not offered."""
    if value not in CHOICES.get(name, ()):
        raise WrongInput(_("This choice is not offered."))
    preference = account.preference
    setattr(preference, name, _kept(name, value))
    preference.save(update_fields=[name])


def preferred(account: Account, name: str) -> str:
    """The wish as a form says it."""
    kept = getattr(account.preference, name)
    if isinstance(kept, bool):
        return ON if kept else OFF
    return str(kept)


def _kept(name: str, value: str) -> str | int | bool:
    if CHOICES[name] == (ON, OFF):
        return value == ON
    return int(value) if name == "undo_seconds" else value


def pin_tile(account: Account, key: str) -> None:
    """A favourite of the portal, after those there are."""
    kept = [one for one in account.preference.pinned_tiles if one != key]
    _keep_pinned(account, [*kept, key])


def unpin_tile(account: Account, key: str) -> None:
    _keep_pinned(account, [one for one in account.preference.pinned_tiles if one != key])


def order_tiles(account: Account, keys: list[str]) -> None:
    """`keys` are favourites in their new order; those that are not among them keep their place."""
    left = iter(keys)
    pinned = account.preference.pinned_tiles
    _keep_pinned(account, [next(left) if one in keys else one for one in pinned])


def _keep_pinned(account: Account, keys: list[str]) -> None:
    account.preference.pinned_tiles = keys
    account.preference.save(update_fields=["pinned_tiles"])


def reset_display(account: Account) -> None:
    """Everything about how pages look as it was on the first day (E-09)."""
    preference, fresh = account.preference, Preference()
    for name in DISPLAY:
        setattr(preference, name, getattr(fresh, name))
    preference.save(update_fields=DISPLAY)
