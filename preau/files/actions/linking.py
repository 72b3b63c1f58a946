"""A link is made, chosen, opened as its letter leaves, prolonged, revoked, fetched from."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.files import queries, rules
from preau.files.models import Content, Download, KeptFile, Link
from preau.identity.models import Account
from preau.journal.actions import record
from preau.journal.queries import recent
from preau.kit import figures
from preau.kit.errors import NotAllowed, WrongInput

WINDOW = timedelta(minutes=15)
BY_NETWORK = 10
BY_LINK = 60
LONGEST_PASSWORD = 200
WRONG_PASSWORD = "link.refused"  # noqa: S105 -- a verb of the journal


def make(owner: Account) -> Link:
    """Shut, until `open_link`."""
    usual = rules.links_of(owner.academy).days
    return Link.objects.create(owner=owner, academy=owner.academy, days=usual)


def copy(link: Link) -> Link:
    """The same files, days and password, for another letter: what becomes of one leaves the other
    alone."""
    made = Link.objects.create(
        owner=link.owner, academy=link.academy, days=link.days, password=link.password
    )
    made.files.set(link.files.all())
    return made


def add(link: Link, file: KeptFile) -> None:
    """Raises WrongInput when the link would hold more than the académie allows."""
    refuse_too_heavy(link, file.content.size)
    link.files.add(file)


def refuse_too_heavy(link: Link | None, size: int, academy: str = "") -> None:
    """Before any octet comes: `link` is None where none is made yet, and `academy` says whose."""
    most = rules.links_of(link.academy if link else academy).most_bytes
    if size + (queries.weight(link) if link else 0) > most:
        sentence = _("Too large even for a link: all its files may weigh %(limit)s.")
        raise WrongInput(sentence % {"limit": figures.size(most)})


def take_out(link: Link, file: KeptFile) -> None:
    """The file goes, unless another link has it or its owner keeps it."""
    link.files.remove(file)
    forget_unused(file)


def forget_unused(file: KeptFile) -> None:
    if not file.stays and not file.links.exists():
        file.delete()


def choose(link: Link, *, days: int | None = None, password: str | None = None) -> None:
    """None leaves as it is; an empty password takes it away."""
    if days is not None:
        link.days = rules.days_allowed(link.academy, days)
    if password is not None:
        link.password = make_password(password[:LONGEST_PASSWORD]) if password else ""
    link.save(update_fields=["days", "password"])


def open_link(
    link: Link, *, name: str, address: str, about: str, now: datetime | None = None
) -> None:
    """Its letter leaves, from this sender. Raises WrongInput when a file holds a virus."""
    refuse_infected(link)
    link.sender_name, link.sender_address, link.about = name[:200], address, about[:900]
    link.expires_at = (now or timezone.now()) + timedelta(days=link.days)
    link.save()


def refuse_infected(link: Link) -> None:
    bad = link.files.filter(content__state=Content.State.INFECTED).first()
    if bad is not None:
        sentence = _("“%(name)s” holds a virus: take it out, and have your computer checked.")
        raise WrongInput(sentence % {"name": bad.name})


def prolong(link: Link, days: int, now: datetime | None = None) -> None:
    """From today on. Raises NotAllowed once its files may be gone."""
    if link.revoked_at is not None or not link.files.exists():
        raise NotAllowed(_("This link is over: its files are no longer kept."))
    span = timedelta(days=rules.days_allowed(link.academy, days))
    link.expires_at = (now or timezone.now()) + span
    link.save(update_fields=["expires_at"])


def revoke(link: Link) -> None:
    """Nobody fetches from it any more, from this moment; there is no way back."""
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        record("link.revoked", by=link.owner.login, academy=link.academy, link=link.pk)


def forget_unsent(link: Link) -> None:
    """Its letter was thrown away; one whose letter left stays."""
    if link.expires_at is None:
        files = list(link.files.all())
        link.delete()
        for file in files:
            forget_unused(file)


def knows_password(link: Link, typed: str, network: str) -> bool:
    """Raises NotAllowed after too many wrong ones, from one place or from all together."""
    wrong = recent(WRONG_PASSWORD, within=WINDOW).filter(
        subject=link.owner.login, detail__link=link.pk
    )
    if wrong.filter(network=network).count() >= BY_NETWORK or wrong.count() >= BY_LINK:
        raise NotAllowed(_("Too many wrong passwords: try again in a quarter of an hour."))
    if check_password(typed[:LONGEST_PASSWORD], link.password):
        return True
    record(
        WRONG_PASSWORD, by="", academy=link.academy, subject=link.owner.login, network=network,
        link=link.pk,
    )  # fmt: skip
    return False


def note_download(link: Link, file: KeptFile) -> None:
    Download.objects.create(link=link, name=file.name, at=timezone.now())
