"""What Préau itself has to tell people by mail, until it has left."""

from django.db import models

from preau.identity.models.due import Due


class Notice(Due):
    """One letter to one address, sent by the worker and erased once it has left.

    `sender` is the box of the académie's help desk, whose login it leaves by.
    """

    sender = models.CharField(max_length=255)
    sender_name = models.CharField(max_length=200)
    address = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    text = models.TextField()

    def __str__(self) -> str:
        return f"notice {self.pk}"
