"""The logo of an académie, for everybody who comes to its entrance."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from preau.academies import pictures
from preau.web.kit.pictures import picture_answer
from preau.web.kit.request import AcademyRequest


@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    return picture_answer(pictures.on_pages(cast(AcademyRequest, request).academy))
