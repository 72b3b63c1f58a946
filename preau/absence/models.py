"""What is answered while a person is away, or a service is closed, and the script that answers."""

from django.db import models

from preau.identity.models import Mailbox


class Absence(models.Model):
    """The last one prepared for a box, by its person or by whoever writes in its name. Dovecot
    reads `script` while the switch is on, by the view `engine_absence` (view.py); `revision` is
    another for each script: what was compiled is then forgotten.

    Days are within; hours bound the first and the last day. `halves` (schooltime.week.HALVES) are
    the half days away in each week; empty: all the time.
    """

    class Outside(models.TextChoices):
        """Who outside the académies is answered."""

        EVERYONE = "everyone"
        CORRESPONDENTS = "correspondents"
        NOBODY = "nobody"

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="absence")
    is_on = models.BooleanField(default=False)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    from_hour = models.TimeField(null=True)
    until_hour = models.TimeField(null=True)
    halves = models.CharField(max_length=28, blank=True)
    inside_text = models.TextField(blank=True)
    outside_text = models.TextField(blank=True)
    outside = models.CharField(max_length=20, choices=Outside.choices, default=Outside.EVERYONE)
    script = models.TextField(blank=True)
    revision = models.PositiveBigIntegerField(default=0)
    written_at = models.DateTimeField(null=True)
    # When answers begin and end for good: what the worker and the list of what waits go by.
    begins_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True, db_index=True)
    ended_by_itself = models.BooleanField(default=False)
    return_seen = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"absence of {self.mailbox}"
