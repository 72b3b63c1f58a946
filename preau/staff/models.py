"""Departures to come, and who may tell us of staff."""

from django.db import models

from preau.identity.models import Account


class Departure(models.Model):
    """An account that will close once `last_day` is over; `moves_to` is the one that follows it.

    Two reasons are proposals, which a later file or a new post withdraws: nobody decided them.
    """

    class Reason(models.TextChoices):
        LEAVES = "leaves"
        MOVES = "moves"
        MISSING = "missing"  # from a file said to be complete
        NO_POST = "no_post"  # the last post in the académie has ended

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="departure")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    last_day = models.DateField(db_index=True)
    moves_to = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.account} until {self.last_day}"

    @property
    def is_proposal(self) -> bool:
        return self.reason in PROPOSALS


PROPOSALS = (Departure.Reason.MISSING, Departure.Reason.NO_POST)
