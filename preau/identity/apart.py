"""Work that servers of others may slow down, beside the worker's round, one turn at a time."""

import logging
from collections.abc import Callable
from threading import Lock, Thread

from django.db import connection

logger = logging.getLogger(__name__)


class Apart:
    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._turn = Lock()

    def begin(self) -> None:
        """Unless it is under way."""
        if self._turn.acquire(blocking=False):
            Thread(target=self._do, daemon=True).start()

    def _do(self) -> None:
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 -- what was claimed is free again in a while
            # The text of an unexpected error may hold an address that is a secret.
            logger.error("%s: %s", self._work.__name__, type(error).__name__)  # noqa: TRY400
        finally:
            connection.close()
            self._turn.release()
