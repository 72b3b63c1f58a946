"""`preau run`: everything, in the foreground, until Ctrl-C."""

import os
import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from preau.academies.loader import WrongAcademy
from preau.engines import ports as choosing
from preau.engines.errors import EngineError
from preau.engines.supervisor import Standing, State, clear, launch
from preau.ops import endpoints, telling
from preau.ops.assets import build_assets
from preau.ops.desks import open_desks
from preau.ops.domains import name_domains
from preau.ops.installation import Installation, hand_over, hold_signer, installation


class Left(Exception):
    """Somebody pressed Ctrl-C before everything was ready."""


class Command(BaseCommand):
    help = "Starts every engine and the web, in the foreground; Ctrl-C stops all of it."
    requires_system_checks: list[str] = []

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.leave = threading.Event()

    def handle(self, *_args: Any, **_options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.leave.set())
        try:
            self.serve(self.prepare())
        except Left:
            self.stdout.write("Stopped before everything was ready; the next start goes on.")
        except (EngineError, WrongAcademy) as error:
            raise CommandError(str(error)) from error

    def prepare(self) -> Installation:
        os.umask(0o022)
        clear(settings.PLACES)
        self.say("Looking for free ports")
        ports, taken = choosing.choose(settings.WISHED_PORTS, settings.PLACES)
        for one in taken:
            self.say(f"  {one.sentence}")
        settings.PORTS = ports
        made = installation(ports)
        self.say("Preparing the database")
        hand_over(made)
        call_command("migrate", verbosity=0, interactive=False)
        name_domains()
        open_desks()
        if build_assets():
            self.say("Prepared the pages' files")
        self.say("Writing the engines' configuration")
        made.render()
        hold_signer(made)
        hand_over(made)
        return made

    def serve(self, made: Installation) -> None:
        self.say("Starting the engines (the first time, Rspamd takes a while)")
        with launch(made.places, made.programs()) as engines:
            engines.wait_ready(180.0, self.tell)
            if settings.DEMO:
                from preau.ops.newcomers import bring_newcomers  # noqa: PLC0415 -- the same
                from preau.ops.seed import seed  # noqa: PLC0415 -- the demo's data only here

                seed(made, self.say)
                bring_newcomers()
            endpoints.write(made)
            self.stdout.write(telling.table(made))
            self.leave.wait()
            self.write("Stopping")
        self.write("Everything is stopped.")

    def say(self, sentence: str) -> None:
        """Between two steps is where a start can be left. Raises Left."""
        if self.leave.is_set():
            raise Left
        self.write(sentence)

    def write(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def tell(self, standing: Standing) -> None:
        if standing.state in (State.READY, State.DONE):
            self.say(f"  {standing.name} answers")
