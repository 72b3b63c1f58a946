"""The logo that stands under the letters of a box, while one writes them."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from preau.academies import pictures
from preau.academies.registry import academies
from preau.mail import access
from preau.web.kit.pictures import picture_answer
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in


@require_safe
@signed_in
def logo(request: AccountRequest, box: str) -> HttpResponse:
    mailbox = access.membership(request.account, box).mailbox
    return picture_answer(pictures.under_letters(academies().by_slug(mailbox.academy)))
