"""Who may help whom: never over somebody's mail, never outside their académie."""

from preau.identity.models import Account, Role

OVER_ALL = (Role.Kind.MANAGER, Role.Kind.DESK, Role.Kind.ADMINISTRATOR)


def has_role(account: Account, *kinds: str) -> bool:
    return account.roles.filter(kind__in=kinds).exists()


def schools_headed(account: Account) -> frozenset[str]:
    """The UAI of each school this person is head of."""
    return frozenset(account.roles.filter(kind=Role.Kind.HEAD).values_list("uai", flat=True))


def may_help(helper: Account, account: Account) -> bool:
    """Hand over a slip or a sealed code, see the state of an account."""
    if helper.academy != account.academy or helper.pk == account.pk:
        return False
    if has_role(helper, *OVER_ALL):
        return True
    return any(post.uai in schools_headed(helper) for post in account.posts if post.uai)
