"""Who starts after whom; stops go the other way round."""

from collections.abc import Iterable, Mapping, Sequence

from preau.engines.errors import WrongConfiguration
from preau.engines.program import Program


def ordered(programs: Iterable[Program]) -> list[Program]:
    """Each program behind all it comes after; refuses doubles, circles and unknown names."""
    waiting = {program.name: program for program in _distinct(programs)}
    for program in waiting.values():
        _refuse_unknown(program, waiting)
    done: list[Program] = []
    while waiting:
        free = [p for p in waiting.values() if not any(name in waiting for name in p.after)]
        if not free:
            raise WrongConfiguration(f"These programs wait for each other: {', '.join(waiting)}.")
        done += free
        for program in free:
            del waiting[program.name]
    return done


def followers(name: str, programs: Iterable[Program]) -> tuple[str, ...]:
    return tuple(program.name for program in programs if name in program.after)


def _distinct(programs: Iterable[Program]) -> Sequence[Program]:
    found = list(programs)
    names = [program.name for program in found]
    for name in names:
        if names.count(name) > 1:
            raise WrongConfiguration(f"Two programs are called {name}.")
    return found


def _refuse_unknown(program: Program, known: Mapping[str, Program]) -> None:
    for name in program.after:
        if name not in known:
            raise WrongConfiguration(f"{program.name} comes after {name}, which does not exist.")
