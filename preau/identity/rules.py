"""Who may help whom: never over somebody's mail, never outside their académie."""

from preau.identity.models import Account, Role

OVER_ALL = (Role.Kind.MANAGER, Role.Kind.DESK, Role.Kind.ADMINISTRATOR)


def has_role(account: Account, *kinds: str) -> bool:
    return account.roles.filter(kind__in=kinds).exists()


def schools_headed(account: Account) -> frozenset[str]:
    """The UAI of each school this person is head of."""
    return frozenset(account.roles.filter(kind=Role.Kind.HEAD).values_list("uai", flat=True))


def may_help(helper: Account, account: Account) -> bool:
    """Hand over a sealed code, suspend, reactivate.

    Whoever helps others is helped by administrators alone: a sealed code for an administrator would
    make one of whoever may hand it over.
    """
    if helper.academy != account.academy or helper.pk == account.pk:
        return False
    if has_role(account, *OVER_ALL):
        return has_role(helper, Role.Kind.ADMINISTRATOR)
    if has_role(helper, *OVER_ALL):
        return True
    return any(post.uai in schools_headed(helper) for post in account.posts if post.uai)
