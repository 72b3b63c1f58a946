"""Redis: accepted by its own reader, and remembering."""

import socket
from pathlib import Path

from preau.engines.places import Places
from preau.engines.redis.programs import check, programs
from preau.engines.redis.render import render
from preau.engines.redis.shape import RedisShape
from preau.engines.supervisor import launch


def test_redis_accepts_its_configuration(places: Places) -> None:
    shape = RedisShape(places)
    render(shape)
    assert check(shape) == []


def test_redis_says_what_it_does_not_accept(places: Places) -> None:
    shape = RedisShape(places)
    render(shape)
    shape.conf.write_text(shape.conf.read_text() + "nonsense 3\n")
    assert ["'nonsense 3'" in sentence for sentence in check(shape)] == [True]


def test_rendering_twice_changes_nothing(places: Places) -> None:
    shape = RedisShape(places)
    render(shape)
    before = shape.conf.stat().st_mtime_ns
    render(shape)
    assert shape.conf.stat().st_mtime_ns == before


def test_the_password_is_not_for_everyone_to_read(places: Places) -> None:
    shape = RedisShape(places)
    render(shape)
    assert shape.conf.stat().st_mode & 0o777 == 0o640


def test_redis_remembers_through_a_restart_and_knows_no_port(places: Places) -> None:
    shape = RedisShape(places)
    render(shape)
    with launch(places, programs(shape)) as engines:
        engines.wait_ready(60)
        assert talk(shape.socket, f"AUTH {shape.password}", "SET a 1") == "+OK\r\n+OK\r\n"
        assert talk(shape.socket, "GET a") == "-NOAUTH Authentication required.\r\n"
        assert talk(shape.socket, f"AUTH {shape.password}", "CONFIG GET port") == (
            "+OK\r\n*2\r\n$4\r\nport\r\n$1\r\n0\r\n"
        )
    with launch(places, programs(shape)) as engines:
        engines.wait_ready(60)
        assert talk(shape.socket, f"AUTH {shape.password}", "GET a") == "+OK\r\n$1\r\n1\r\n"


def talk(where: Path, *commands: str) -> str:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(60)
        line.connect(str(where))
        line.sendall("".join(f"{command}\r\n" for command in commands).encode())
        line.shutdown(socket.SHUT_WR)
        return line.makefile("rb").read().decode()
