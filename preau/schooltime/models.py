"""What people said of their own week."""

from django.db import models

from preau.schooltime.week import FULL, Week


class WorkingWeek(models.Model):
    """Of the account known as `login`: this room stands beneath accounts."""

    login = models.CharField(max_length=255, unique=True)
    halves = models.CharField(max_length=28, default=FULL)
    in_holidays = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"the week of {self.login}"

    @property
    def week(self) -> Week:
        return Week(self.halves, self.in_holidays)
