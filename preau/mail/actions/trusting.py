"""Senders whose outside images are shown without asking."""

from preau.identity.models import Account

MOST_TRUSTED = 500


def trust_images(account: Account, address: str) -> None:
    """The newest are kept, if one ever trusts more than five hundred."""
    preference = account.preference
    trusted = [known for known in preference.trusted_images if known != address.lower()]
    preference.trusted_images = [*trusted, address.lower()][-MOST_TRUSTED:]
    preference.save(update_fields=["trusted_images"])


def doubt_images(account: Account, address: str) -> None:
    """Ask again before the images of this sender are shown."""
    preference = account.preference
    preference.trusted_images = [
        known for known in preference.trusted_images if known != address.lower()
    ]
    preference.save(update_fields=["trusted_images"])
