"""Names and signatures, and the time to change one's mind."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from preau.identity.models import Account, Post
from preau.kit.errors import NotFound
from preau.mail.actions import signing
from preau.mail.models import Identity
from preau.web.kit.answers import gone_to
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.settings.answers import keep, page_or_wish, saved
from preau.web.settings.choices import WRITING
from preau.web.settings.pages.writing import senders_of, signature_of
from preau.web.settings.pages.writing import writing as writing_page
from preau.web.shell.frame import Toast


@page_or_wish
@signed_in
def writing(request: AccountRequest) -> HttpResponse:
    if request.method == "POST":
        return keep(request, WRITING, "settings:writing")
    return render(request, "settings/writing.html", {"page": writing_page(request)})


@require_POST
@signed_in
def signature(request: AccountRequest, identity: int) -> HttpResponse:
    mine = own_identity(request, identity)
    given = request.POST
    if "name" in given:
        signing.rename(mine, given["name"], by=request.account)
    if given.get("kind") == "filled":
        post = chosen_post(request.account, given.get("post", ""))
        signing.fill_by_directory(mine, phone=given.get("phone", ""), post=post)
    elif given.get("format") == "html":
        signing.sign(mine, given.get("html", ""))
    elif "text" in given:
        signing.sign_in_plain(mine, given["text"])
    if not is_fragment(request):
        return saved(request, "settings:writing")
    page = {"signature": signature_of(mine, request.account)}
    return render(request, "settings/_signed.html", page)


@require_POST
@signed_in
def add(request: AccountRequest) -> HttpResponse:
    """Another sender; `address` is one of those of a box one writes in."""
    address = request.POST.get("address", "")
    for mailbox in {one.mailbox for one in senders_of(request.account)}:
        if address in signing.addresses_of(mailbox):
            signing.add(
                mailbox, address=address, name=request.POST.get("name", ""), by=request.account
            )
            return gone_to(request, reverse("settings:writing"), Toast(_("Sender added.")))
    raise NotFound


@require_POST
@signed_in
def remove(request: AccountRequest, identity: int) -> HttpResponse:
    signing.remove(own_identity(request, identity), by=request.account)
    return gone_to(request, reverse("settings:writing"), Toast(_("Sender removed.")))


@require_POST
@signed_in
def prefer(request: AccountRequest, identity: int) -> HttpResponse:
    mine = own_identity(request, identity)
    signing.prefer(mine)
    said = _("New messages come from %(name)s.") % {"name": mine.name}
    return gone_to(request, reverse("settings:writing"), Toast(said))


def chosen_post(person: Account, number: str) -> Post | None:
    return next((post for post in person.posts if str(post.pk) == number), None)


def own_identity(request: AccountRequest, number: int) -> Identity:
    """Not there and not yours give one answer."""
    for identity in senders_of(request.account):
        if identity.pk == number:
            return identity
    raise NotFound
