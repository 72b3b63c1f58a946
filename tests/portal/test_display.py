"""A page that looks wrong is put right by one button (E-09)."""

from tests.house.fixtures import Engage


def test_the_display_becomes_that_of_the_first_day_and_the_browser_forgets(hire: Engage) -> None:
    person = hire().prefers(theme="dark", density="compact", view="flat", reading_pane="alone")
    answer = person.visitor().post("/settings/reading/reset")
    person.account.preference.refresh_from_db()
    kept = person.account.preference
    assert (kept.theme, kept.density, kept.view, kept.reading_pane, kept.language) == (
        "auto", "comfortable", "threads", "beside", "en",
    )  # fmt: skip
    assert (answer.status, answer.headers["clear-site-data"]) == (302, '"cache", "storage"')
