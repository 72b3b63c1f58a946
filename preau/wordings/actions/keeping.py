"""A text is kept, changed, taken away, brought back."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.formats.html.outgoing import clean_outgoing
from preau.formats.mime.plain import same_words, text_to_html
from preau.formats.mime.untag import html_to_text
from preau.identity.models import Account, Mailbox
from preau.kit.errors import WrongInput
from preau.wordings.models import Wording

LONGEST_NAME = 100
LONGEST = 100_000
MOST = 200
# Taken away by mistake: the toast brings it back, and so does the desk for a week.
BROUGHT_BACK_FOR = timedelta(days=7)


def keep(mailbox: Mailbox, *, by: Account, name: str, subject: str = "", html: str = "") -> Wording:
    """A new text. A name that is taken gets a number. Raises WrongInput."""
    kept = Wording.objects.filter(mailbox=mailbox, removed_at=None)
    if kept.count() >= MOST:
        raise WrongInput(_("This mailbox has %(n)s templates: remove one first.") % {"n": MOST})
    made = Wording(mailbox=mailbox, changed_by=by)
    taken = {one.lower() for one in kept.values_list("name", flat=True)}
    _write(made, _free(_named(name), taken), subject, html)
    made.save()
    return made


def change(wording: Wording, *, by: Account, name: str, subject: str, html: str) -> None:
    """Raises WrongInput for a name that another has, or a text that is too long."""
    _write(wording, _named(name), subject, html)
    wording.changed_by = by
    try:
        with transaction.atomic():
            wording.save()
    except IntegrityError as error:
        raise WrongInput(_("Another template has this name.")) from error


def remove(wording: Wording) -> None:
    wording.removed_at = timezone.now()
    wording.save(update_fields=["removed_at"])


def bring_back(wording: Wording) -> None:
    kept = Wording.objects.filter(mailbox=wording.mailbox, removed_at=None)
    wording.name = _free(wording.name, {one.lower() for one in kept.values_list("name", flat=True)})
    wording.removed_at = None
    wording.save(update_fields=["removed_at", "name"])


def forget_removed(now: datetime | None = None) -> int:
    """For good, once nobody missed them."""
    long_ago = (now or timezone.now()) - BROUGHT_BACK_FOR
    return Wording.objects.filter(removed_at__lt=long_ago).delete()[0]


def html_of(form_html: str | None, text: str, *, before: str = "") -> str:
    """What a form says: the editor's HTML, or a plain field, whose unchanged words keep theirs."""
    if form_html is not None:
        return form_html
    return before if same_words(text, html_to_text(before)) else text_to_html(text.strip())


def _named(name: str) -> str:
    clean = " ".join(name.replace("\0", "").split())
    if not clean or len(clean) > LONGEST_NAME:
        raise WrongInput(_("A template needs a name of 1 to 100 characters."))
    return clean


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free.lower() in taken:
        free, number = f"{name[: LONGEST_NAME - 6]} ({number})", number + 1
    return free


def _write(wording: Wording, name: str, subject: str, html: str) -> None:
    clean = clean_outgoing(html.replace("\0", ""), image=lambda _: None)
    if len(clean) > LONGEST:
        raise WrongInput(_("This text is too long for a template."))
    wording.name = name
    wording.subject = " ".join(subject.replace("\0", "").split())[:900]
    wording.html = clean
