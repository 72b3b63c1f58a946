"""Ending what is open: Dovecot forgets who came in, and closes the sessions of one mailbox.

All of a person's programs lose their line, also those whose password stays good: they come back by
themselves within seconds. Postfix needs no telling: it looks up at each letter who may send.
"""

from preau.engines.dovecot.connection import OURS
from preau.engines.errors import EngineAway
from preau.identity.doors import doveadm
from preau.identity.models import Address, CutOff


def cut_off(login: str) -> None:
    """Raises EngineAway; what cannot be ended now, the worker ends later (see CutOff)."""
    engine = doveadm()
    engine.forget_sign_ins(names_of(login))
    for network in {one.network for one in engine.connected(login)} - {OURS}:
        engine.kick(login, network)


def names_of(login: str) -> list[str]:
    """Every name that a program may have signed in with."""
    others = Address.objects.filter(mailbox__login=login).values_list("address", flat=True)
    return sorted({login, *others})


def cut_off_due() -> int:
    """For the worker: those the database noted; how many. Who is noted meanwhile stays noted."""
    rows = list(CutOff.objects.order_by("pk").values_list("pk", "login")[:200])
    done = 0
    for login in dict.fromkeys(login for _, login in rows):
        try:
            cut_off(login)
        except EngineAway:
            return done
        CutOff.objects.filter(login=login, pk__in=[pk for pk, _ in rows]).delete()
        done += 1
    return done
