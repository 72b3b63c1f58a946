"""Write ClamAV's configuration, and the one signature that needs no download."""

from pathlib import Path

from preau.engines.clamav.shape import ClamavShape
from preau.engines.conffile import Reader, fill, write
from preau.engines.users import own_folder

TEMPLATES = Path(__file__).parent / "conf"
SIGNATURES = ("eicar.hdb", "eicar.ndb")  # the file alone, and with something behind it


def render(shape: ClamavShape) -> None:
    make_folders(shape)
    values = {
        "socket": shape.socket,
        "database": shape.database,
        "temporary": temporary(shape),
        "threads": shape.threads,
        "max_bytes": shape.max_bytes,
        "max_scan_bytes": min(4 * shape.max_bytes, 2**31),  # archives unfold
    }
    reader = Reader(shape.user)
    write(shape.conf, fill(TEMPLATES / "clamd.conf", values), reader=reader)
    for name in SIGNATURES:
        write(shape.own_database / name, (TEMPLATES / name).read_text(), reader=reader)


def make_folders(shape: ClamavShape) -> None:
    own_folder(shape.state, shape.user)
    own_folder(temporary(shape), shape.user)
    own_folder(shape.run, shape.user, 0o755)  # other engines reach the socket through it


def temporary(shape: ClamavShape) -> Path:
    return shape.state / "tmp"
