"""What the installation does by itself, and when next."""

from django.db import models


class Chore(models.Model):
    """A task of every night, as a due row: whoever moves `due_at` on does it."""

    name = models.CharField(max_length=60, unique=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.due_at:%Y-%m-%d %H:%M}"
