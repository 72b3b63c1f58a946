"""Texts kept to be used again: whole letters or a paragraph, with places to fill."""

from django.db import models

from preau.identity.models import Account, Mailbox


class Wording(models.Model):
    """A text of one mailbox: everybody who writes in its name has it.

    `html` is clean. One with `removed_at` is shown to nobody, and can be brought back for a while.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="wordings")
    name = models.CharField(max_length=100)
    subject = models.TextField(blank=True)
    html = models.TextField(blank=True)
    changed_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mailbox", "name"],
                condition=models.Q(removed_at__isnull=True),
                name="one_wording_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"wording {self.pk}"
