"""Somebody at the entrance cannot come in: the worker looks it up, so the page tells nothing."""

from django.db import models


class RecoveryRequest(models.Model):
    """What was typed, until the worker has looked it up: a second at most, then it is erased.

    Either `name` (identifier or address) or `numen_hash` with `birth_date`.
    """

    academy = models.CharField(max_length=40)
    host = models.CharField(max_length=255)
    network = models.CharField(max_length=64)
    name = models.CharField(max_length=255, blank=True)
    numen_hash = models.CharField(max_length=64, blank=True)
    birth_date = models.DateField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"recovery {self.pk}"
