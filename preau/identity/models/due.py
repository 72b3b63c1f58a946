"""What is to be done at a time, by one worker (see claiming)."""

from django.db import models


class Due(models.Model):
    due_at = models.DateTimeField(db_index=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
