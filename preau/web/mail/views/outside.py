"""Outside images, once the person agreed: fetched by us, so that the sender learns nothing else."""

from django.core import signing
from django.http import HttpResponse

from preau.kit.errors import NotFound
from preau.mail.outside import fetch_image
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.mail.pages.attachments import IMAGE_SALT
from preau.web.mail.views.messages import PART_CSP

VALID_SECONDS = 86400


@signed_in
def image(request: AccountRequest, box: str, folder: str, message: str) -> HttpResponse:
    """Only addresses that a page of ours signed: the proxy is nobody else's tool."""
    del box, folder, message
    try:
        address = signing.loads(request.GET.get("of", ""), salt=IMAGE_SALT, max_age=VALID_SECONDS)
    except signing.BadSignature as error:
        raise NotFound from error
    kind, octets = fetch_image(address)
    response = HttpResponse(octets, content_type=kind)
    response.headers["Content-Security-Policy"] = PART_CSP
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response
