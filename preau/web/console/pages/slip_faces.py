"""A slip as it is printed, in the words of the académie."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.academies.academy import Academy
from preau.formats.slip_faces import SlipFace
from preau.identity.models import Slip
from preau.identity.slips import code_of
from preau.kit import moments


def face(slip: Slip, academy: Academy, base: str) -> SlipFace:
    """`base` is where this entrance answers: `https://bal.ac-poitiers.fr`."""
    address = base + reverse("activation:who")
    code = code_of(slip)
    posts = slip.account.person.posts.all()
    return SlipFace(
        academy=academy.name,
        accent=academy.look.accent,
        title=_("Activation slip · personal and confidential"),
        name=slip.account.name,
        place=next((post.school_name for post in posts if post.school_name), ""),
        steps=(
            _("Aim at the square below with your telephone, or open %(address)s")
            % {"address": address.partition("//")[2].rstrip("/")},
            _("Type your NUMEN and your birth date."),
            _("Type this code, then choose your password:"),
        ),
        code=code,
        # Behind “#”: no server is told, no log keeps it.
        link=f"{address}#{code}",
        until=_("Good once, until %(day)s.")
        % {"day": moments.day_label(timezone.localtime(slip.expires_at).date())},
        lost=_("Lost? Tell whoever gave it to you at once: they withdraw it."),
    )
