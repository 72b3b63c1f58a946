"""Somebody at the entrance asks for a code: the worker looks them up, so the page tells nothing."""

from django.db import models


class ActivationRequest(models.Model):
    """What was typed, until the worker has looked it up: a second at most, then it is erased."""

    academy = models.CharField(max_length=40)
    network = models.CharField(max_length=64)
    numen_hash = models.CharField(max_length=64)
    birth_date = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"activation {self.pk}"
