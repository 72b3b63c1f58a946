"""Two promises of Linux about families of processes, that Python does not expose.

A subreaper inherits the orphans among its descendants, so that it can see and reap them.
The death signal of a parent reaches a child even when the parent was killed with -9. It is
lost when a process changes its user, hence it is asked for after the user was changed, and it
follows the *thread* that forked, hence the supervisor has one thread.
"""

import ctypes
import os
import signal
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


def adopt_orphans() -> None:
    if _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "cannot become the reaper of orphans")


def tether(death: signal.Signals) -> Callable[[], None]:
    """What a child does between fork and exec so as not to outlive this process."""
    parent = os.getpid()

    def bind() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(death), 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return bind
