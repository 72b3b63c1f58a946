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


class StaffToken(models.Model):
    """What lets one staff system speak for one académie (SCIM); only its SHA-256 is kept."""

    academy = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["academy", "name"], name="one_token_of_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.academy}"


class StaffReading(models.Model):
    """How far a directory was read: the latest change seen, as the directory writes times."""

    academy = models.CharField(max_length=40)
    source = models.CharField(max_length=255)
    until = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["academy", "source"], name="one_reading_of_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.source} until {self.until}"


class StaffLink(models.Model):
    """What the staff system of the académie calls an account (SCIM's externalId)."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="staff_link")
    external_id = models.CharField(max_length=255, db_index=True)

    def __str__(self) -> str:
        return f"{self.external_id} is {self.account}"


PROPOSALS = (Departure.Reason.MISSING, Departure.Reason.NO_POST)
