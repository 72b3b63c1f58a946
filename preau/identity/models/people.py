"""Members of staff: they outlive their accounts. What they do, where, and until when."""

from datetime import date

from django.db import models
from django.utils import timezone


class Person(models.Model):
    """A member of staff, for life: the same after a move to another académie (I-12).

    `numen_hash` is a keyed hash (identity/numens.py): the NUMEN itself is kept nowhere. `category`
    is a key of the académie's table of staff categories, or empty (I-15, I-32).
    """

    numen_hash = models.CharField(max_length=64, unique=True, null=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    birth_date = models.DateField(null=True)
    category = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Post(models.Model):
    """A function somebody holds in one académie, and where; the directory shows it.

    Both days are within it; no first day means always, no last day for ever. `in_force`: its rights
    were given; the worker keeps it in step with the days (staff/actions/due.py).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    academy = models.CharField(max_length=40)
    function = models.CharField(max_length=120)
    school_name = models.CharField(max_length=200, blank=True)
    uai = models.CharField(max_length=8, blank=True, db_index=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    in_force = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["in_force", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.function}, {self.school_name}"

    @staticmethod
    def has_begun(today: date) -> models.Q:
        return models.Q(starts_on__isnull=True) | models.Q(starts_on__lte=today)

    @staticmethod
    def not_over(today: date) -> models.Q:
        return models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=today)

    @property
    def is_current(self) -> bool:
        today = timezone.localdate()
        return (self.starts_on or today) <= today <= (self.ends_on or today)


class SecondAddress(models.Model):
    """An address outside, known to belong to this person: where recovery answers (I-19)."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="second_address")
    address = models.CharField(max_length=255)
    proved_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"second address of {self.person}"

    @property
    def is_proved(self) -> bool:
        return self.proved_at is not None
