"""A person enters an application: a code, then tokens, each kept as a hash, each used once."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from preau.applications.models import Application, Consent, Grant, Token
from preau.applications.secrets import digest
from preau.identity.models import Account, Session
from preau.journal.actions import record

CODE_LIVES = timedelta(minutes=1)
ACCESS_SECONDS = 15 * 60
A_BATCH = 1000


@dataclass(frozen=True)
class Wish:
    """What an application asked for, as it was checked."""

    redirect_uri: str
    scope: str
    challenge: str
    issuer: str
    nonce: str = ""


def agree(application: Application, account: Account, scope: str, *, network: str = "") -> None:
    """To what it asked for now, and to what it was allowed before."""
    given = Consent.objects.filter(application=application, account=account).first()
    words = {*scope.split(), *(given.scope.split() if given else ())}
    Consent.objects.update_or_create(
        application=application, account=account, defaults={"scope": " ".join(sorted(words))}
    )
    record(
        "application.allowed",
        by=account.login,
        academy=account.academy,
        network=network,
        name=application.name,
    )


def open_to(
    application: Application, account: Account, session: Session, wish: Wish, code: str
) -> Grant:
    """This code is worth the entry into the application, once."""
    record(
        "application.entered",
        by=account.login,
        academy=account.academy,
        network=session.network,
        name=application.name,
    )
    return Grant.objects.create(
        application=application,
        account=account,
        session=session,
        issuer=wish.issuer,
        scope=wish.scope,
        nonce=wish.nonce,
        redirect_uri=wish.redirect_uri,
        challenge=wish.challenge,
        sha256=digest(code),
        came_at=session.began_at,
        way=session.way,
        code_expires_at=timezone.now() + CODE_LIVES,
    )


def claim_code(grant: Grant) -> bool:
    """False for a code that was used, even a moment ago by another process, or is too old."""
    now = timezone.now()
    unused = Grant.objects.filter(pk=grant.pk, used_at=None, code_expires_at__gt=now)
    return unused.update(used_at=now) == 1


def claim_refresh(token: Token) -> bool:
    """False for one that was used already."""
    return Token.objects.filter(pk=token.pk, used_at=None).update(used_at=timezone.now()) == 1


def withdraw(grant: Grant) -> None:
    """What was shown twice was stolen, by the first or the second: nobody keeps anything
    (RFC 9700 section 4.14)."""
    Token.objects.filter(grant=grant).delete()


def part_from(application: Application, account: Account, *, network: str = "") -> None:
    """It is told nothing more: it asks again where it must ask, and what it holds opens nothing."""
    Consent.objects.filter(application=application, account=account).delete()
    Grant.objects.filter(application=application, account=account).delete()
    record(
        "application.parted",
        by=account.login,
        academy=account.academy,
        network=network,
        name=application.name,
    )


def keep_tokens(grant: Grant, scope: str, *, access: str, refresh: str) -> None:
    """A refresh token lasts as the session does, each a while longer than the one before."""
    now = timezone.now()
    access_until = now + timedelta(seconds=ACCESS_SECONDS)
    Token.objects.create(
        grant=grant, kind="access", sha256=digest(access), scope=scope, expires_at=access_until
    )
    Token.objects.create(
        grant=grant,
        kind="refresh",
        sha256=digest(refresh),
        scope=scope,
        expires_at=grant.session.expires_at,
    )


def forget_over() -> int:
    """Erase tokens that are over and grants that nobody took up, a batch at a time; how many."""
    now = timezone.now()
    over = Token.objects.filter(expires_at__lt=now).values_list("pk", flat=True)[:A_BATCH]
    gone = Token.objects.filter(pk__in=list(over)).delete()[0]
    empty = Grant.objects.filter(code_expires_at__lt=now - CODE_LIVES, tokens=None)
    unused = list(empty.values_list("pk", flat=True)[:A_BATCH])
    return gone + Grant.objects.filter(pk__in=unused).delete()[0]
