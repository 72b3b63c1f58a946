"""What happened, to whom, when: rows are only ever added, and erased after their time."""

from django.db import models


class Entry(models.Model):
    """One event. `actor` and `subject` are identifiers of accounts, never contents of messages."""

    at = models.DateTimeField(db_index=True)
    academy = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    actor = models.CharField(max_length=255)
    subject = models.CharField(max_length=255, blank=True)
    network = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["actor", "at"]),
            models.Index(fields=["subject", "at"]),
            models.Index(fields=["verb", "network", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} by {self.actor}"
