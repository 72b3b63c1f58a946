"""Who helps and administers: rights that are given by name, apart from the boxes one may open."""

from django.db import models

from preau.identity.models.accounts import Account


class Role(models.Model):
    """A right over other people's accounts, never over their mail.

    A head acts for one school (`uai`); a manager of staff files, the desk and an administrator for
    their whole académie.
    """

    class Kind(models.TextChoices):
        HEAD = "head"
        MANAGER = "manager"
        DESK = "desk"
        ADMINISTRATOR = "administrator"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    uai = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind", "uai"], name="one_role_each"),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.kind} {self.uai}".strip()
