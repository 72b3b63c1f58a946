"""What a mailbox looks for again and again."""

from django.db import models

from preau.identity.models import Mailbox


class SavedSearch(models.Model):
    """A search kept under a name, shown beside the folders of its mailbox; made anew each time.

    `text` is what stands in the search field, `folder` the key of where it looks; `quick_filter`
    and `order` are those of an address of the list, or empty.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="searches")
    name = models.CharField(max_length=80)
    text = models.CharField(max_length=500)
    folder = models.CharField(max_length=64, default="all")
    quick_filter = models.CharField(max_length=12, blank=True)
    order = models.CharField(max_length=12, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "name"], name="one_search_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
