"""What an import has done so far, so that it can be stopped anywhere and taken up again.

One JSON value a line, appended after each message: a stop in the middle of a line loses that line
alone, and the message it spoke of may come in twice.
"""

import json
from pathlib import Path
from types import TracebackType
from typing import IO, Self


class WrongRecord(ValueError):
    """The record belongs to another archive or another mailbox."""


class Progress:
    """The record of one import: `with Progress(file, subject) as progress`.

    `subject` says what is imported into what; a record of another subject is refused.
    """

    def __init__(self, path: Path, subject: str) -> None:
        self._path = path
        self._subject = subject
        self._done: set[str] = set()
        self.refused: dict[str, str] = {}
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        is_new = not self._recall()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("a", encoding="utf-8")
        # After a stop in the middle of a line: what comes next begins one of its own.
        self._write({"subject": self._subject} if is_new else None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file:
            self._file.close()

    def __contains__(self, key: str) -> bool:
        """Whether it was taken over; what was refused is tried again."""
        return key in self._done

    def __len__(self) -> int:
        return len(self._done)

    def done(self, key: str) -> None:
        self._done.add(key)
        self.refused.pop(key, None)
        self._write(key)

    def refuse(self, key: str, sentence: str) -> None:
        self.refused[key] = sentence
        self._write({"key": key, "refused": sentence})

    def _write(self, value: object) -> None:
        if self._file is None:
            raise ValueError("the record is not open")
        self._file.write("\n" + json.dumps(value, ensure_ascii=False))
        self._file.flush()

    def _recall(self) -> bool:
        """Whether there was a record to take up."""
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return False
        values = [value for line in text.split("\n") if (value := _value(line)) is not None]
        if not values:
            return False
        if values[0] != {"subject": self._subject}:
            raise WrongRecord(f"{self._path} is the record of another import.")
        for value in values[1:]:
            self._take_in(value)
        return True

    def _take_in(self, value: object) -> None:
        match value:
            case str():
                self._done.add(value)
                self.refused.pop(value, None)
            case {"key": str(key), "refused": str(sentence)}:
                self.refused[key] = sentence


def _value(line: str) -> object:
    try:
        return json.loads(line) if line else None
    except ValueError:
        return None
