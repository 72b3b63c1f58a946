"""Opening accounts and boxes: a person with their own box, a functional box with its people."""

from hashlib import sha256

from django.contrib.auth.hashers import make_password
from django.db import transaction

from preau.identity.actions.preparing import prepare
from preau.identity.models import (
    Account,
    Address,
    DevicePassword,
    Mailbox,
    Membership,
    Person,
    Preference,
    Role,
)


@transaction.atomic
def open_account(
    *,
    academy: str,
    identifier: str,
    domain: str,
    address: str,
    given_name: str,
    family_name: str,
    password_hash: str,
    quota_bytes: int,
    person: Person | None = None,
    state: str = Account.State.ACTIVE,
    is_demo: bool = False,
) -> Account:
    """A person's account, box, address and preferences, all or nothing.

    Without `person`, somebody who had none before; without a password (`""`), nobody signs in yet.
    """
    login = f"{identifier}@{domain}".lower()
    person = person or Person.objects.create(given_name=given_name, family_name=family_name)
    account = Account.objects.create(
        person=person,
        state=state,
        academy=academy,
        identifier=identifier.lower(),
        login=login,
        address=address.lower(),
        given_name=given_name,
        family_name=family_name,
        password=password_hash,
        is_demo=is_demo,
    )
    mailbox = Mailbox.objects.create(
        academy=academy,
        login=login,
        address=address.lower(),
        name=account.name,
        quota_bytes=quota_bytes,
    )
    for own in {login, address.lower()}:
        Address.objects.create(address=own, mailbox=mailbox)
    Membership.objects.create(account=account, mailbox=mailbox, is_owner=True)
    Preference.objects.create(account=account)
    if state == Account.State.ACTIVE:
        prepare(login)
    return account


@transaction.atomic
def open_functional_box(
    *, academy: str, address: str, name: str, quota_bytes: int, kind: str = Mailbox.Kind.SCHOOL
) -> Mailbox:
    box = Mailbox.objects.create(
        academy=academy,
        login=address.lower(),
        address=address.lower(),
        name=name,
        kind=kind,
        quota_bytes=quota_bytes,
    )
    Address.objects.create(address=address.lower(), mailbox=box)
    prepare(box.login)
    return box


def let_in(account: Account, mailbox: Mailbox, *, may_send: bool = True) -> Membership:
    return Membership.objects.create(account=account, mailbox=mailbox, may_send=may_send)


def give_role(account: Account, kind: str, uai: str = "") -> Role:
    return Role.objects.get_or_create(account=account, kind=kind, uai=uai)[0]


def add_device(
    account: Account, name: str, token: str, kind: str = DevicePassword.Kind.THUNDERBIRD
) -> DevicePassword:
    """Only the hash of the token is kept: it is shown once, by the caller."""
    digest = sha256(token.encode()).hexdigest()
    return DevicePassword.objects.create(account=account, name=name, kind=kind, sha256=digest)


def hash_password(password: str) -> str:
    return make_password(password)
