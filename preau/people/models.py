"""The directory as completion reads it, and the people each account has written to.

A `Listing` repeats what identity knows (Account, Post, Mailbox), folded and cut into words:
completion must answer while one types, among 50 000. `follow.py` keeps it in step.
"""

from django.db import models

from preau.identity.models import Account, Mailbox


class Listing(models.Model):
    """One line of an académie's directory: a person at work there, or a functional box.

    `name_words` and `all_words` are folded words, each after a space, so that a typed beginning
    is found as `" dup"`. `detail` is a person's posts, as people read them.
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        BOX = "box"

    academy = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    account = models.OneToOneField(Account, null=True, on_delete=models.CASCADE)
    mailbox = models.OneToOneField(Mailbox, null=True, on_delete=models.CASCADE)
    name = models.CharField(max_length=201)
    address = models.CharField(max_length=255)
    detail = models.TextField(blank=True)
    name_words = models.TextField()
    all_words = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["academy", "address"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, mailbox__isnull=True)
                | models.Q(account__isnull=True, mailbox__isnull=False),
                name="listing_of_an_account_or_a_box",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"


class ListingWord(models.Model):
    """A word that finds a listing. The index is read as a range: all that start with `dup`.

    `rank` is 0 for a word of the name or address, 1 for one of the function or school: without
    it the 20 000 “professeurs” would stand before Madame Profit.
    """

    class Rank(models.IntegerChoices):
        NAME = 0
        DETAIL = 1

    academy = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField(choices=Rank.choices)
    word = models.CharField(max_length=100)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="words")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["academy", "rank", "word", "listing"], name="one_word_a_listing"
            ),
        ]

    def __str__(self) -> str:
        return self.word


class Correspondent(models.Model):
    """Someone an account has written to, here or outside: `times` letters until `last_at`."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="correspondents")
    address = models.CharField(max_length=255)
    name = models.CharField(max_length=200, blank=True)
    all_words = models.TextField()
    times = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account", "-times", "-last_at"])]
        constraints = [
            models.UniqueConstraint(fields=["account", "address"], name="one_correspondent_each"),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"
