"""The right to sign in, and how one person likes it."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from preau.identity.models.people import Person, Post


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(login=username)


class Account(AbstractBaseUser):
    """A person's right to sign in, in one académie.

    `login` is `identifier@domain`, lower case, never changes: the engines know the person by it.
    """

    class State(models.TextChoices):
        EXPECTED = "expected"  # announced; the management service still has to process the file
        TO_ACTIVATE = "to_activate"  # the person has to prove who they are and choose a password
        ACTIVE = "active"
        SUSPENDED = "suspended"
        LEFT = "left"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accounts")
    academy = models.CharField(max_length=40)
    identifier = models.CharField(max_length=64)
    login = models.CharField(max_length=255, unique=True)
    address = models.CharField(max_length=255, unique=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, default="person")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ACTIVE)
    is_demo = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)
    password_changed_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "login"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["academy", "identifier"], name="one_identifier_each"),
        ]

    def __str__(self) -> str:
        return self.login

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def page_mark(self) -> str:
        """By which a page knows whether its person is still the one who is signed in."""
        return salted_hmac("preau.page", str(self.pk), algorithm="sha256").hexdigest()[:16]

    @property
    def posts(self) -> list[Post]:
        """What the person does in this académie today; prefetch `person__posts` for many."""
        return [
            post
            for post in self.person.posts.all()
            if post.academy == self.academy and post.is_current
        ]


class Preference(models.Model):
    """How one person likes it."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="preference")
    language = models.CharField(max_length=5, default="fr")
    theme = models.CharField(max_length=10, default="auto")
    density = models.CharField(max_length=12, default="comfortable")
    view = models.CharField(max_length=10, default="threads")
    reading_pane = models.CharField(max_length=10, default="beside")
    shortcuts_on = models.BooleanField(default=True)
    # What a browser says of new mail while a page is open: "off", "discreet" or "full".
    notices = models.CharField(max_length=10, default="off")
    # Outside working hours: whether the compose window proposes to send when they begin again, and
    # when notices of new mail are silent ("off", "nights" or "off_work").
    propose_later = models.BooleanField(default=True)
    quiet_hours = models.CharField(max_length=10, default="off")
    # When somebody asks to be told that their message was displayed: "ask", "never" or "always".
    receipts = models.CharField(max_length=10, default="ask")
    undo_seconds = models.PositiveSmallIntegerField(default=10)
    trusted_images = models.JSONField(default=list)
    # Tiles of the portal that stand first, by their keys, in the order they were chosen.
    pinned_tiles = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"preferences of {self.account}"
