"""What people ask the help desk, also those who cannot sign in, and what it tells them all."""

from django.db import models

from preau.identity.models import Account


class DeskRequest(models.Model):
    """One request, found by its reference; whoever wrote it has proved nothing.

    `account` is whom it is about, once the desk has recognised them.
    """

    class Subject(models.TextChoices):
        ACCESS = "access"
        IDENTIFIER = "identifier"
        SECOND_ADDRESS = "second_address"
        PROGRAM = "program"
        MISSING = "missing"
        ROOM = "room"
        OTHER = "other"

    class State(models.TextChoices):
        OPEN = "open"
        TAKEN = "taken"
        CLOSED = "closed"

    academy = models.CharField(max_length=40)
    reference = models.CharField(max_length=9, unique=True)
    subject = models.CharField(max_length=20, choices=Subject.choices)
    name = models.CharField(max_length=200)
    contact = models.CharField(max_length=200)
    school = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    browser = models.CharField(max_length=200, blank=True)
    network = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    handler = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(blank=True)
    made_at = models.DateTimeField(db_index=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["academy", "state", "made_at"])]

    def __str__(self) -> str:
        return self.reference


class Announcement(models.Model):
    """What one académie's people are told on every page, from when it is made until it ends.

    `begins_at` and `ends_at` are those of what is announced, such as an interruption.
    """

    class Level(models.TextChoices):
        INFO = "info"
        PLANNED = "planned"
        TROUBLE = "trouble"

    academy = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=Level.choices)
    text = models.CharField(max_length=400)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["academy", "ends_at"])]

    def __str__(self) -> str:
        return self.text
