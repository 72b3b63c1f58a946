"""Where a link is followed: under the académie's own host, and nothing of the file in it."""

from preau.academies.addresses import whole
from preau.academies.registry import academies
from preau.files.models import KeptFile, Link


def path(link: Link) -> str:
    return f"/files/l/{link.token}"


def public(link: Link) -> str:
    """For a letter."""
    return whole(academies().of(link.academy), path(link))


def own(file: KeptFile) -> str:
    """For its owner alone, signed in."""
    return whole(academies().of(file.owner.academy), f"/files/kept/{file.pk}")
