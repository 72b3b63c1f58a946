"""What the images of a letter being written weigh, and what can be done about it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.kit import figures
from preau.mail.actions import shrinking
from preau.mail.models import Draft
from preau.web.mail import addresses
from preau.web.mail.composer import DraftImages

# Less than this in all is nobody's burden.
WORTH_IT = 500 * 1024


def images(draft: Draft) -> DraftImages | None:
    made = shrinking.lighter(draft)
    sizes = [one.size for one in shrinking.in_letter(draft)]
    sizes += [file.content.size for file in shrinking.beside(draft)]
    if sum(sizes) > WORTH_IT:
        return _heavy(draft, sizes)
    if not made:
        return None
    said = {
        "before": figures.size(sum(one.full_size for one in made)),
        "after": figures.size(sum(one.size for one in made)),
    }
    return DraftImages(
        label=_("Images made lighter: %(before)s before, %(after)s now.") % said,
        url=addresses.draft(draft.mailbox.slug, draft.pk, "images/restore"),
        verb=_("Put the originals back"),
    )


def _heavy(draft: Draft, sizes: list[int]) -> DraftImages:
    said = ngettext("%(num)s image, %(size)s.", "%(num)s images, %(size)s.", len(sizes))
    return DraftImages(
        label=said % {"num": len(sizes), "size": figures.size(sum(sizes))},
        url=addresses.draft(draft.mailbox.slug, draft.pk, "images/shrink"),
        verb=_("Make the images lighter"),
        hint=_("1,600 pixels at most; where they were taken is erased."),
    )
