"""Browsers that are told what concerns an account while no page is open, and what they are told."""

from django.db import models

from preau.identity.models.accounts import Account
from preau.identity.models.due import Due
from preau.identity.models.sessions import Session


class PushSubscription(models.Model):
    """One browser, which somebody chose for it. Whoever knows its `endpoint` can write there.

    It goes with the session it was chosen in, when somebody ends that; a session that ends by its
    age leaves it, and `mark` (recognising.marks) ties it to the next one of the same browser.
    `left_at`: a new password ended it then, and it has still to be told so.
    `key` and `secret` are as the browser wrote them: base64 for URLs.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="pushed_to")
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, related_name="pushed_to"
    )
    mark = models.CharField(max_length=64, blank=True)
    endpoint = models.CharField(max_length=1000, unique=True)
    key = models.CharField(max_length=100)
    secret = models.CharField(max_length=40)
    browser = models.CharField(max_length=40, blank=True)
    system = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    told_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"browser {self.pk} of {self.account_id}"


class Push(Due):
    """One sentence to one browser, handed in by the worker and then erased."""

    subscription = models.ForeignKey(
        PushSubscription, on_delete=models.CASCADE, related_name="pushes"
    )
    happened = models.CharField(max_length=255)

    def __str__(self) -> str:
        return f"push {self.pk}"
