"""From a name in an address to the thing, as this person may have it: or NotFound.

Not there and not yours give one answer. Nothing else in the product opens a mailbox.
"""

import contextlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db.models import Q

from preau.engines.dovecot.box import Box
from preau.engines.dovecot.types import Folder, State
from preau.engines.errors import Missing
from preau.identity.models import Account, Mailbox, Membership
from preau.identity.queries import memberships
from preau.kit.errors import NotFound
from preau.mail import names
from preau.mail.doors import mailstore
from preau.mail.models import Draft, DraftAttachment

# What another program wrote opens while it waits, and from Drafts once it is back there.
OPENS = Q(ready_made=None) | Q(state=Draft.State.SCHEDULED)
# IMAP's numbers have 32 bits (RFC 3501 section 9).
LARGEST_NUMBER = 2**32 - 1


@dataclass
class Desk:
    """A mailbox lent for one request: the row, Dovecot's box, the folders once asked for.

    `memberships` are all of the account's, for whoever shows them beside this one.
    """

    account: Account
    mailbox: Mailbox
    may_send: bool
    box: Box
    memberships: list[Membership]
    _folders: list[Folder] | None = field(default=None, repr=False)

    @property
    def login(self) -> str:
        return self.mailbox.login

    def folders(self, *, again: bool = False) -> list[Folder]:
        if self._folders is None or again:
            self._learn(self.box.folders())
        return self._folders or []

    def _learn(self, folders: list[Folder]) -> None:
        self._folders = folders
        names.learn(self.login, folders)

    def folder_name(self, key: str) -> str:
        """The name of a folder by its key (a role, or the GUID that lasts through a rename)."""
        return self.glance(key).name

    def folder(self, key: str) -> Folder:
        for folder in self.folders():
            if key in (folder.role, folder.key) and folder.is_selectable:
                return folder
        raise NotFound

    def glance(self, key: str) -> Folder:
        """The folder with the counts of some moment before: for its name and role alone."""
        known = names.glance(self.login, key) if self._folders is None else None
        return self.folder(key) if known is None else known

    def enter(self, key: str, *, uidvalidity: int | None = None) -> State:
        """As `select`, for who needs all the folders too: both are asked for at once."""
        known = names.glance(self.login, key) if self._folders is None else None
        if known is not None:
            with contextlib.suppress(Missing):
                self._learn(self.box.enter(known.name))
        self.folders()
        return self.select(key, uidvalidity=uidvalidity)

    def select(self, key: str, *, uidvalidity: int | None = None) -> State:
        """Open a folder by its key, unless this request has it open. Raises NotFound, Conflict."""
        known = self.glance(key)
        try:
            state = self.box.keep_open(known.name)
        except Missing:
            state = None
        if state is None or known.uidvalidity not in (0, state.uidvalidity):
            # Renamed meanwhile, and perhaps another made under the name we knew.
            self.folders(again=True)
            self.box.select(self.folder(key).name)
        return self.box.keep_open(self.glance(key).name, uidvalidity=uidvalidity)


def membership(account: Account, slug: str) -> Membership:
    return _named(slug, account, memberships(account))


def _named(slug: str, account: Account, among: Iterable[Membership]) -> Membership:
    for found in among:
        if found.mailbox.slug == slug and _is_at_home(found.mailbox, account):
            return found
    raise NotFound


def _is_at_home(mailbox: Mailbox, account: Account) -> bool:
    """Or left behind in another académie by this very person, who may still read it."""
    return mailbox.academy == account.academy or not mailbox.receives


@contextmanager
def desk(account: Account, slug: str) -> Iterator[Desk]:
    """Lend a mailbox to who belongs in it. Raises NotFound, EngineAway."""
    every = memberships(account)
    found = _named(slug, account, every)
    with mailstore().open(found.mailbox.login) as box:
        yield Desk(account, found.mailbox, found.may_send, box, every)


def message(text: str) -> tuple[int, int]:
    """`<uidvalidity>-<uid>` as an address carries it. Raises NotFound for anything else."""
    validity, _, uid = text.partition("-")
    if not text.isascii() or not (validity.isdecimal() and uid.isdecimal()) or len(text) > 24:
        raise NotFound
    if int(validity) > LARGEST_NUMBER or not 0 < int(uid) <= LARGEST_NUMBER:
        raise NotFound
    return int(validity), int(uid)


def draft(account: Account, slug: str, number: int) -> Draft:
    """A draft of a box one may write in, still being written or waiting."""
    found = (
        Draft.objects.select_related("mailbox", "identity", "author")
        .filter(OPENS, pk=number, mailbox=membership(account, slug).mailbox, author=account)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def draft_attachment(account: Account, slug: str, number: int, attachment: int) -> DraftAttachment:
    found = draft(account, slug, number).attachments.filter(pk=attachment).first()
    if found is None:
        raise NotFound
    return found
