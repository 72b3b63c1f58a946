"""Real processes, started, watched, killed and stopped."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from preau.engines.errors import AlreadyRunning, CommandRefused, EngineAway
from preau.engines.places import Places
from preau.engines.program import Program
from preau.engines.supervisor import (
    State,
    Supervisor,
    control,
    launch,
    leftovers,
    processes,
    state,
    status,
)

Eventually = Callable[..., bool]


def shell(name: str, script: str, **facts: object) -> Program:
    return Program(name, ("/bin/sh", "-c", script), **facts)  # type: ignore[arg-type]


def sleeper(name: str, **facts: object) -> Program:
    return shell(name, "exec sleep 1000", **facts)


def pid(places: Places, name: str) -> int:
    return status(places).of(name).pid


def is_ready_again(places: Places, name: str, former: int) -> bool:
    now = status(places).of(name)
    return now.state is State.READY and now.pid != former


def gone(*pids: int) -> bool:
    return all((found := processes.look(p)) is None or found.zombie for p in pids)


def test_everything_is_started_and_everything_is_stopped(places: Places) -> None:
    with launch(places, [sleeper("one"), sleeper("two", after=("one",))]) as engines:
        engines.wait_ready(60)
        pids = [pid(places, "one"), pid(places, "two")]
        assert not gone(pids[0]) and not gone(pids[1])
    assert gone(*pids, engines.pid)
    now = status(places)
    assert not now.running
    assert [p.state for p in now.programs] == [State.STOPPED, State.STOPPED]


def test_stops_go_in_the_reverse_order_of_starts(places: Places, tmp_path: Path) -> None:
    story = tmp_path / "story"

    def teller(name: str, **facts: object) -> Program:
        trap = f"trap 'sleep 0.2; echo stop {name} >>{story}; exit' TERM"
        loop = "while :; do sleep 0.05; done"
        return shell(name, f"{trap}; echo start {name} >>{story}; {loop}", **facts)

    told = "start first\n"
    programs = [
        teller("first", ready=lambda: story.exists() and story.read_text() == told),
        teller("second", after=("first",)),
    ]
    with launch(places, programs) as engines:
        engines.wait_ready(60)
        control.wait_until(places, lambda _: "start second" in story.read_text(), 60)
    assert story.read_text().splitlines() == [
        "start first",
        "start second",
        "stop second",
        "stop first",
    ]


def test_what_is_killed_comes_back_with_another_pid(places: Places, eventually: Eventually) -> None:
    with launch(places, [sleeper("one")]) as engines:
        engines.wait_ready(60)
        former = pid(places, "one")
        os.kill(former, signal.SIGKILL)
        assert eventually(lambda: is_ready_again(places, "one", former))
        assert status(places).of("one").restarts == 1


def test_a_program_that_always_leaves_rests_and_says_why(
    places: Places, eventually: Eventually
) -> None:
    broken = shell("broken", "echo no such database >&2; exit 3", ready=lambda: False)
    with launch(places, [broken]):
        assert eventually(lambda: bool(status(places).programs[0:1]))
        assert eventually(lambda: status(places).of("broken").state is State.RESTING)
        assert status(places).of("broken").sentence == (
            "broken left by itself with code 3; its log ends: no such database"
        )
        assert status(places).away == ("broken",)


def test_those_behind_a_hopeless_program_start_all_the_same(
    places: Places, eventually: Eventually
) -> None:
    programs = [
        shell("broken", "exit 3", ready=lambda: False),
        sleeper("behind", after=("broken",)),
    ]
    with launch(places, programs) as engines:
        assert eventually(lambda: engines.status().running)
        assert eventually(lambda: status(places).of("behind").state is State.READY)


def test_what_cannot_be_executed_is_said_in_a_sentence(
    places: Places, eventually: Eventually
) -> None:
    with launch(places, [Program("ghost", ("/nowhere/ghost",))]) as engines:
        assert eventually(lambda: engines.status().running)
        assert eventually(lambda: status(places).of("ghost").state is State.RESTING)
        with pytest.raises(EngineAway) as refusal:
            engines.wait_ready(0.1)
    assert str(refusal.value) == (
        "ghost is not ready after 0.1 s. ghost could not be started: "
        "[Errno 2] No such file or directory: '/nowhere/ghost'."
    )


def test_a_program_that_is_never_ready_is_stopped_and_tried_again(
    places: Places, eventually: Eventually
) -> None:
    mute = sleeper("mute", ready=lambda: False, ready_seconds=0.2)
    with launch(places, [mute]) as engines:
        assert eventually(lambda: engines.status().running)
        assert eventually(lambda: status(places).of("mute").state is State.RESTING)
        assert status(places).of("mute").sentence == "mute did not answer within 0.2 s."


def test_a_deaf_program_is_killed_with_its_children(places: Places) -> None:
    script = "trap '' TERM; sh -c \"trap '' TERM; while :; do sleep 0.1; done\" & wait; wait; wait"
    with launch(places, [shell("deaf", script, stop_seconds=0.3)]) as engines:
        engines.wait_ready(60)
        control.wait_until(places, lambda _: len(processes.descendants(engines.pid)) > 1, 60)
        family = [p.pid for p in processes.descendants(engines.pid)]
    assert gone(*family)


def test_a_grandchild_that_fled_into_its_own_session_is_ended_too(
    places: Places, tmp_path: Path
) -> None:
    note = tmp_path / "pid"
    script = f"setsid sh -c 'echo $$ >{note}; exec sleep 1000' & wait"
    with launch(places, [shell("parent", script, ready=note.exists)]) as engines:
        engines.wait_ready(60)
        control.wait_until(places, lambda _: bool(note.read_text()), 60)
        fled = int(note.read_text())
        assert not gone(fled)
    assert gone(fled)


def test_children_of_a_killed_leader_do_not_survive_it(
    places: Places, tmp_path: Path, eventually: Eventually
) -> None:
    note = tmp_path / "pid"
    script = f"sleep 1000 & echo $! >{note}; wait"
    with launch(places, [shell("parent", script, ready=note.exists)]) as engines:
        engines.wait_ready(60)
        former, orphan = pid(places, "parent"), int(note.read_text())
        os.kill(former, signal.SIGKILL)
        assert eventually(lambda: is_ready_again(places, "parent", former))
        assert gone(orphan)


def test_a_killed_supervisor_takes_its_programs_with_it(
    places: Places, eventually: Eventually
) -> None:
    with launch(places, [sleeper("one"), sleeper("two", user="nobody")]) as engines:
        engines.wait_ready(60)
        pids = [pid(places, "one"), pid(places, "two")]
        os.kill(engines.pid, signal.SIGKILL)
        assert eventually(lambda: gone(*pids))
        assert not status(places).running
        assert status(places).away == ("one", "two")


def test_what_survives_a_killed_supervisor_is_ended_by_the_next_start(
    places: Places, tmp_path: Path, eventually: Eventually
) -> None:
    note = places.data / "pid"
    places.data.mkdir(parents=True)
    stubborn = f"trap '' TERM; echo $$ >{note}; while :; do sleep 0.1; done"
    with launch(places, [shell("stubborn", stubborn, ready=note.exists)]) as engines:
        engines.wait_ready(60)
        former = pid(places, "stubborn")
        os.kill(engines.pid, signal.SIGKILL)
        assert eventually(lambda: not status(places).running)
        assert not gone(former)
    with launch(places, [sleeper("stubborn")]) as engines:
        engines.wait_ready(60)
        assert gone(former)


def test_a_stranger_with_a_recorded_number_is_spared(places: Places) -> None:
    stranger = subprocess.Popen(["sleep", "1000"], start_new_session=True)
    try:
        facts = processes.look(stranger.pid)
        assert facts is not None
        earlier = state.Standing("redis", State.READY, stranger.pid, facts.started - 1)
        state.write(places, [earlier])
        assert leftovers.clear(places) == ()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_another_boot_of_the_machine_leaves_nothing_behind(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.write(places, [state.Standing("redis", State.READY, os.getpid(), 1)])
    monkeypatch.setattr(processes, "boot", lambda: "another")
    assert state.left_behind(places) == ()


def test_two_supervisors_do_not_share_a_folder(places: Places) -> None:
    with launch(places, [sleeper("one")]) as engines:
        engines.wait_ready(60)
        with pytest.raises(AlreadyRunning) as refusal:
            Supervisor(places, []).run()
        assert str(refusal.value) == (
            f"{places.data} is already served by another run of Préau (process {engines.pid})."
        )


def test_one_program_stops_and_starts_on_demand(places: Places) -> None:
    with launch(places, [sleeper("one"), sleeper("two")]) as engines:
        engines.wait_ready(60)
        former = pid(places, "one")
        control.stop(places, "one")
        assert gone(former)
        assert status(places).away == ("one",)
        control.start(places, "one")
        assert status(places).away == ()


def test_an_unknown_program_is_refused(places: Places) -> None:
    with launch(places, [sleeper("one")]) as engines:
        engines.wait_ready(60)
        with pytest.raises(CommandRefused) as refusal:
            control.stop(places, "two")
        assert str(refusal.value) == "No program is called two."


def test_without_a_supervisor_nobody_answers(places: Places) -> None:
    with pytest.raises(EngineAway):
        control.stop(places, "one")


def test_a_program_reads_its_configuration_again(places: Places, tmp_path: Path) -> None:
    note = tmp_path / "note"
    script = f"trap 'echo again >{note}' HUP; echo up >{note}; while :; do sleep 0.05; done"
    told = shell("told", script, ready=note.exists, reload_signal=signal.SIGHUP)
    with launch(places, [told]) as engines:
        engines.wait_ready(60)
        control.reload(places, "told")
        assert control.wait_until(places, lambda _: note.read_text() == "again\n", 60)


def test_a_task_is_done_once_and_lets_the_next_begin(places: Places, tmp_path: Path) -> None:
    note = tmp_path / "note"
    programs = [
        shell("migrate", f"sleep 0.2; echo done >{note}", once=True),
        sleeper("web", after=("migrate",), ready=note.exists),
    ]
    with launch(places, programs) as engines:
        engines.wait_ready(60)
        assert status(places).of("migrate").state is State.DONE
        assert status(places).of("migrate").restarts == 0


def test_a_folder_is_prepared_before_each_start(places: Places, eventually: Eventually) -> None:
    count = places.data / "count"

    def prepare() -> None:
        with count.open("a") as file:
            file.write("x")

    with launch(places, [sleeper("one", prepare=prepare)]) as engines:
        engines.wait_ready(60)
        former = pid(places, "one")
        os.kill(former, signal.SIGTERM)
        assert eventually(lambda: is_ready_again(places, "one", former))
        assert count.read_text() == "xx"


def test_output_goes_to_a_log_of_its_own(places: Places, eventually: Eventually) -> None:
    with launch(places, [shell("chatty", "echo out; echo err >&2; exec sleep 1000")]) as engines:
        engines.wait_ready(60)
        log = places.logs / "chatty.log"
        assert eventually(lambda: log.read_text() == "out\nerr\n")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")
def test_a_program_runs_as_its_user_and_dies_with_the_supervisor(places: Places) -> None:
    with launch(places, [shell("who", "id -un; id -Gn; exec sleep 9", user="nobody")]) as engines:
        engines.wait_ready(60)
        log = places.logs / "who.log"
        assert control.wait_until(places, lambda _: log.read_text() == "nobody\nnogroup\n", 60)


def test_an_owner_that_is_killed_stops_everything(
    places: Places, tmp_path: Path, eventually: Eventually
) -> None:
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(places.data), str(places.run)])
    assert eventually(lambda: status(places).all_ready)
    keeper, one = status(places).supervisor, pid(places, "one")
    owner.kill()
    owner.wait()
    assert eventually(lambda: gone(keeper, one))


OWNER = """
import sys, time
from pathlib import Path
from preau.engines.places import Places
from preau.engines.program import Program
from preau.engines.supervisor import launch
launch(Places(Path(sys.argv[1]), Path(sys.argv[2])), [Program("one", ("sleep", "1000"))])
time.sleep(1000)
"""
