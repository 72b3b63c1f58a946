"""Who moved or deleted a message: the person's devices by their names, or the webmail."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from preau.identity.models import DevicePassword, Mailbox
from preau.traces.models import Deed

Names = Mapping[int, str]


def names_of(mailbox: Mailbox) -> Names:
    """The devices that ever opened this box; those taken back keep their names for a time."""
    found = DevicePassword.objects.filter(account__login=mailbox.login)
    return dict(found.values_list("pk", "name"))


def by(deed: Deed, names: Names) -> str:
    """How it was done, to end a sentence."""
    if deed.device == Deed.BY_ITSELF:
        return _("by itself, as was set")
    if deed.device == Deed.BY_THE_WEB:
        return _("in the webmail")
    name = names.get(deed.device)
    return (
        _("with “%(device)s”") % {"device": name} if name else _("with a device taken back since")
    )
