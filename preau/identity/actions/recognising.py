"""Whether a sign-in comes from where this person usually comes, and telling them when it does not
(X-09).

New is a browser that we never marked on a network that we never saw, both for this account. The
first sign-in of all surprises nobody: whoever opened the account has just been told.
"""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from preau.academies.academy import Academy
from preau.academies.registry import academies
from preau.formats.networks import prefix
from preau.identity.actions.sessions import Beginning
from preau.identity.actions.telling import tell
from preau.identity.addressing import addressing
from preau.identity.doors import announce
from preau.identity.models import Account, KnownOrigin
from preau.identity.origins import place, words_of
from preau.journal.actions import record
from preau.kit import moments

BROWSER, NETWORK = KnownOrigin.Kind.BROWSER, KnownOrigin.Kind.NETWORK
KEPT_FOR = timedelta(days=365)


def recognise(account: Account, how: Beginning, tokens: list[str]) -> str:
    """Remember where this sign-in comes from and tell its owner when it is new.

    `tokens` are those this browser was given before. Returns the one it is to be given now, empty
    where it has one already or is a shared computer.
    """
    mine = KnownOrigin.objects.filter(account=account)
    is_first = not mine.exists()
    known = [token for token in tokens if _see(account, BROWSER, token)]
    is_new = not _see(account, NETWORK, prefix(how.network)) and not known
    if is_new:
        _remember(account, NETWORK, prefix(how.network))
    if is_new and not is_first:
        _tell_new(account, how)
    if known or how.is_shared:
        return ""
    token = secrets.token_hex(16)
    _remember(account, BROWSER, token)
    return token


def is_own_browser(account: Account, tokens: Iterable[str]) -> bool:
    """Whether this person came in by this browser, all the way, and it was not a shared one."""
    return bool(mark_of(account, tokens))


def mark_of(account: Account, tokens: Iterable[str]) -> str:
    """What tells this browser among those that this person comes in by; empty for another."""
    known = marks(account, tokens)
    mine = KnownOrigin.objects.filter(account=account, kind=BROWSER, digest__in=known)
    return str(mine.values_list("digest", flat=True).first() or "") if known else ""


def marks(account: Account, tokens: Iterable[str]) -> list[str]:
    return [_digest(account, BROWSER, token) for token in tokens]


def distrust(account: Account) -> None:
    """After “that was not me”: every browser and network is new again."""
    KnownOrigin.objects.filter(account=account).delete()


def forget_long_gone() -> int:
    return KnownOrigin.objects.filter(seen_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def _digest(account: Account, kind: str, value: str) -> str:
    said = f"{account.pk}:{kind}:{value}"
    return salted_hmac("preau.known_origin", said, algorithm="sha256").hexdigest()


def _see(account: Account, kind: str, value: str) -> bool:
    found = KnownOrigin.objects.filter(
        account=account, kind=kind, digest=_digest(account, kind, value)
    )
    return bool(found.update(seen_at=timezone.now()))


def _remember(account: Account, kind: str, value: str) -> None:
    KnownOrigin.objects.get_or_create(
        account=account,
        kind=kind,
        digest=_digest(account, kind, value),
        defaults={"seen_at": timezone.now()},
    )


def _tell_new(account: Account, how: Beginning) -> None:
    academy = academies().of(account.academy)
    record(
        "sign_in.new_device",
        by=account.login,
        academy=account.academy,
        network=how.network,
        browser=how.browser.name,
        system=how.browser.system,
    )
    with addressing(account):
        said = sentence(academy, how)
        tell(account, _("A new sign-in to your account"), letter(academy, how), brief=said)
        announce(f"account:{account.pk}", "sign-in", {"sentence": said})


def sentence(academy: Academy, how: Beginning) -> str:
    return _("Somebody has just signed in to your account: %(browser)s, %(place)s.") % {
        "browser": words_of(how.browser),
        "place": place(academy, how.network),
    }


def letter(academy: Academy, how: Beginning) -> str:
    """Addresses are to be typed: a letter with a link to a password page teaches to follow one."""
    host = academy.entrance.host
    facts = [
        _("When: %(moment)s") % {"moment": moments.full_label(timezone.now())},
        _("Browser: %(browser)s") % {"browser": words_of(how.browser)},
        _("Network: %(place)s") % {"place": place(academy, how.network)},
    ]
    steps = [
        _("1. Type this address yourself and sign in: %(host)s") % {"host": host},
        _("2. End the other sessions: %(address)s") % {"address": f"{host}/settings/sessions"},
        _("3. Change your password: %(address)s") % {"address": f"{host}/settings/security"},
    ]
    return "\n\n".join(
        [
            _("Somebody signed in to your mail from a browser and a network that we did not know."),
            "\n".join(facts),
            _("It was you? Then there is nothing to do."),
            "\n".join([_("It was not you? Act now:"), *steps]),
            _help(academy),
        ]
    )


def _help(academy: Academy) -> str:
    if not academy.help.phone:
        return _("You cannot sign in any more? Tell the help desk of your académie at once.")
    return _("You cannot sign in any more? Call the help desk at once: %(phone)s.") % {
        "phone": academy.help.phone
    }
