"""Senders whose outside images are shown without asking."""

from preau.identity.models import Account

MOST_TRUSTED = 500


def trust_images(account: Account, address: str) -> None:
    """The newest are kept, if one ever trusts more than five hundred."""
    preference = account.preference
    trusted = [known for known in preference.trusted_images if known != address.lower()]
    preference.trusted_images = [*trusted, address.lower()][-MOST_TRUSTED:]
    preference.save(update_fields=["trusted_images"])
