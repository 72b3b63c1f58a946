"""Write Redis' configuration."""

from pathlib import Path

from preau.engines.conffile import Reader, fill, write
from preau.engines.redis.shape import RedisShape
from preau.engines.users import own_folder

TEMPLATE = Path(__file__).parent / "conf" / "redis.conf"


def render(shape: RedisShape) -> None:
    make_folders(shape)
    values = {
        "socket": shape.socket,
        "state": shape.state,
        "password": shape.password,
        "megabytes": shape.megabytes,
    }
    write(shape.conf, fill(TEMPLATE, values), reader=Reader(shape.user))


def make_folders(shape: RedisShape) -> None:
    own_folder(shape.state, shape.user)
    own_folder(shape.run, shape.user, 0o755)  # other engines reach the socket through it
