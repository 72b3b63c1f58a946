"""A person says which half days they work."""

from preau.kit.errors import WrongInput
from preau.schooltime.models import WorkingWeek
from preau.schooltime.week import Week, is_week


def set_week(login: str, week: Week) -> None:
    """Raises WrongInput for a week without work."""
    if not is_week(week.halves):
        raise WrongInput("A week has at least one half day of work.")
    WorkingWeek.objects.update_or_create(
        login=login, defaults={"halves": week.halves, "in_holidays": week.in_holidays}
    )
