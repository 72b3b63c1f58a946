"""The face of each verdict: its icon, and how much it matters."""

from preau.traces.stories import Verdict

FACES: dict[Verdict, tuple[str, str]] = {
    Verdict.HERE: ("inbox", "good"),
    Verdict.FILED: ("folder", "notice"),
    Verdict.MOVED: ("folder", "notice"),
    Verdict.JUNK: ("shield-alert", "warning"),
    Verdict.DOUBTFUL: ("shield-alert", "warning"),
    Verdict.BLOCKED: ("shield-alert", "notice"),
    Verdict.TO_JUNK: ("shield-alert", "notice"),
    Verdict.TRASHED: ("trash-2", "notice"),
    Verdict.HIDDEN: ("trash-2", "notice"),
    Verdict.ERASED: ("trash-2", "warning"),
    Verdict.CLEANED: ("trash-2", "notice"),
    Verdict.WITH_FOLDER: ("trash-2", "warning"),
    Verdict.GONE: ("circle-help", "warning"),
    Verdict.DISCARDED: ("trash-2", "warning"),
    Verdict.FORWARDED: ("send", "notice"),
    Verdict.REJECTED: ("shield-alert", "warning"),
    Verdict.REFUSED: ("shield-alert", "warning"),
    Verdict.WAITING: ("history", "notice"),
    Verdict.GIVEN_UP: ("history", "warning"),
}
