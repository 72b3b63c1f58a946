"""Start, watch, back off, stop: the programs of an installation, and what became of them.

`Supervisor(places, programs).run()` in a process of its own, or `launch(places, programs)` for
a supervisor beside the caller; `status(places)`, `stop(places, name)`, `start(places, name)` and
`reload(places, name)` from anywhere. `clear(places)` ends what a killed run left behind.
"""

from preau.engines.supervisor.arbiter import Supervisor
from preau.engines.supervisor.background import Background, launch
from preau.engines.supervisor.control import reload, start, stop
from preau.engines.supervisor.leftovers import clear
from preau.engines.supervisor.state import Standing, State, Status, status

__all__ = [
    "Background",
    "Standing",
    "State",
    "Status",
    "Supervisor",
    "clear",
    "launch",
    "reload",
    "start",
    "status",
    "stop",
]
