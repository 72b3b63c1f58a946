"""What the person who asked may know of it: how far it is, by its reference alone."""

from preau.support.models import DeskRequest


def request_named(reference: str, academy: str) -> DeskRequest | None:
    typed = "".join(sign for sign in reference.upper() if sign.isalnum())
    return DeskRequest.objects.filter(academy=academy, reference=f"{typed[:4]}-{typed[4:]}").first()
