"""Archives: the page of all, and the file of one."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from preau.mail import access as mail
from preau.space import access
from preau.space.actions.noting import note
from preau.web.kit.request import AccountRequest, network
from preau.web.kit.signed_in import signed_in
from preau.web.kit.whole_files import begins, file_answer
from preau.web.space.pages.archives import archives as archives_page


@require_GET
@signed_in
def archives(request: AccountRequest, box: str) -> HttpResponse:
    words, scope = request.GET.get("q", "")[:400], request.GET.get("what", "")
    with mail.desk(request.account, box) as desk:
        page = archives_page(request, desk, words=words, scope=scope)
    return render(request, "space/archives.html", {"page": page})


@require_GET
@signed_in
def download(request: AccountRequest, box: str, number: int) -> HttpResponseBase:
    found, path = access.archive(request.account, box, number)
    if begins(request):
        note(request.account, found, "space.fetched", found.messages, network(request))
    name = f"{slugify(found.mailbox.address)}-{found.made_at:%Y-%m-%d}-{found.pk}.zip"
    return file_answer(request, path, name=name, mark=found.detail["sha256"])
