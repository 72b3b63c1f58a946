"""A real slapd of this test's own: on loopback, in a throw-away folder, stopped by its process."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from preau.engines.ldap import DirectoryShape, Protection
from preau.engines.probes import answers_tcp
from tests.house.surroundings import free_ports
from tests.house.waiting import eventually

SLAPD = Path("/usr/sbin/slapd")
needs_slapd = [
    pytest.mark.engines,
    pytest.mark.skipif(not SLAPD.exists(), reason="Debian's slapd is not installed."),
]
BASE = "ou=agents,dc=ac-nord,dc=example"
ADMIN, PASSWORD = "cn=preau,dc=ac-nord,dc=example", "un mot, & des « signes »"
CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
pidfile {folder}/pid
modulepath /usr/lib/ldap
moduleload back_mdb
{tls}
sizelimit size.soft=100 size.hard=100 size.prtotal=unlimited
database mdb
maxsize 104857600
suffix "dc=ac-nord,dc=example"
rootdn "{admin}"
rootpw "{password}"
directory {folder}/db
index modifyTimestamp eq
{overlay}
"""


@dataclass(frozen=True)
class Directory:
    folder: Path
    shape: DirectoryShape

    def change(self, ldif: str) -> None:
        """By the directory's own tool, as its keepers would."""
        who = ["-x", "-H", self.shape.url, "-D", ADMIN, "-w", PASSWORD]
        subprocess.run(
            ["/usr/bin/ldapmodify", *who], input=ldif, text=True, check=True, capture_output=True
        )


@contextmanager
def running(
    ldif: str, *, tls: str = "", overlay: str = "", protection: Protection = Protection.NONE
) -> Iterator[Directory]:
    folder = Path(tempfile.mkdtemp(prefix="slapd-", dir="/tmp"))
    (folder / "db").mkdir()
    conf = folder / "slapd.conf"
    conf.write_text(
        CONFIGURATION.format(
            folder=folder, admin=ADMIN, password=PASSWORD, tls=tls, overlay=overlay
        )
    )
    (folder / "first.ldif").write_text(ldif)
    subprocess.run(
        ["/usr/sbin/slapadd", "-f", conf, "-l", folder / "first.ldif"],
        check=True,
        capture_output=True,
    )
    shape = DirectoryShape("127.0.0.1", free_ports(1)[0], protection, ADMIN, PASSWORD, page=50)
    server = subprocess.Popen(
        [SLAPD, "-f", conf, "-h", shape.url, "-d", "0"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        eventually(answers_tcp(shape.port, shape.host))
        yield Directory(folder, shape)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder)


def tree(*entries: str) -> str:
    top = (
        "dn: dc=ac-nord,dc=example\nobjectClass: dcObject\nobjectClass: organization\n"
        "o: Nord\ndc: ac-nord\n\n"
        f"dn: {BASE}\nobjectClass: organizationalUnit\nou: agents\n"
    )
    return "\n".join((top, *entries))


def agent(uid: str, given: str, family: str, number: str, **more: str | list[str]) -> str:
    """An entry as directories keep them; what is outside ASCII goes by base64."""
    values: dict[str, str | list[str]] = {
        "objectClass": "inetOrgPerson", "uid": uid, "cn": f"{given} {family}", "givenName": given,
        "sn": family, "employeeNumber": number, **more,
    }  # fmt: skip
    pairs = [
        (name, value)
        for name, given_values in values.items()
        for value in (given_values if isinstance(given_values, list) else [given_values])
    ]
    return "\n".join((f"dn: uid={uid},{BASE}", *(written(*pair) for pair in pairs), ""))


def written(name: str, value: str) -> str:
    if value.isascii():
        return f"{name}: {value}"
    from base64 import b64encode

    return f"{name}:: {b64encode(value.encode()).decode()}"
