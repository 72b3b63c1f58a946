"""What our reader of Dovecot's index of words must know, and how it is started."""

from dataclasses import dataclass
from pathlib import Path

from preau.engines.places import Places
from preau.engines.probes import answers_unix
from preau.engines.program import Program
from preau.engines.users import first_closed, own_folder, package_user

# Debian's own Python: its package of Xapian is made for it.
PYTHON = "/usr/bin/python3"
READER = Path(__file__).with_name("reader.py")


@dataclass(frozen=True)
class WordsShape:
    """`user` owns the mail; of the other accounts of the machine, only `asked_by` gets answers."""

    places: Places
    user: str = "mail"
    asked_by: str | None = None

    @property
    def runs_as(self) -> str | None:
        """Whom mail belongs to; as we are where our code is closed to them, such as in /root."""
        user = package_user(self.user)
        return None if user is None or first_closed(READER, user) else user

    @property
    def run(self) -> Path:
        return self.places.run / "words"

    @property
    def socket(self) -> Path:
        return self.run / "reader"


def programs(shape: WordsShape) -> list[Program]:
    accounts = () if shape.asked_by is None else (shape.asked_by,)
    return [
        Program(
            name="words",
            argv=(
                PYTHON, "-I", str(READER),
                str(shape.socket), str(shape.places.mail), *accounts,
            ),
            user=shape.runs_as,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            ready=answers_unix(shape.socket),
            prepare=lambda: _make_folder(shape),
        )
    ]  # fmt: skip


def _make_folder(shape: WordsShape) -> None:
    own_folder(shape.run, shape.runs_as, 0o711)
