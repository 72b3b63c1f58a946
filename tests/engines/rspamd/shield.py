"""Redis, ClamAV and Rspamd running together, and messages to try them with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from preau.engines.clamav import ClamavShape
from preau.engines.clamav import programs as clamav
from preau.engines.clamav.render import render as render_clamav
from preau.engines.places import Places, Ports
from preau.engines.redis import programs as redis
from preau.engines.redis.render import render as render_redis
from preau.engines.redis.shape import RedisShape
from preau.engines.rspamd import programs as rspamd
from preau.engines.rspamd.render import render as render_rspamd
from preau.engines.rspamd.shape import RspamdShape
from preau.engines.supervisor import Background, launch
from tests.engines.rspamd.milter import Envelope, Verdict, submit

DOMAINS = ("ac-poitiers.fr", "ac-paris.fr")
COMPILED = Path("/tmp/preau-tests-compiled")
EICAR = bytes.fromhex(
    "58354f2150254041505b345c505a58353428505e2937434329377d"
    "2445494341522d5354414e444152442d414e544956495255532d544553542d46494c452124482b482a"
)
GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
JUNK_PATTERN = "YJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"


@dataclass
class Shield:
    shape: RspamdShape
    engines: Background

    @property
    def places(self) -> Places:
        return self.shape.places

    def judge(self, content: bytes | EmailMessage, sender: str, **facts: Any) -> Verdict:
        raw = content if isinstance(content, bytes) else content.as_bytes()
        return submit(self.shape.ports.rspamd_proxy, Envelope(sender, **facts), raw)

    def log(self) -> str:
        return (self.places.logs / "rspamd.log").read_text()


def shape(places: Places, first_port: int, **facts: Any) -> RspamdShape:
    store, scanner = RedisShape(places), ClamavShape(places)
    usual: dict[str, Any] = {"clamd_socket": scanner.socket, "domains": DOMAINS, "workers": 1}
    return RspamdShape(
        places,
        Ports(rspamd_proxy=first_port, rspamd_controller=first_port + 1),
        redis_socket=store.socket,
        redis_password=store.password,
        compiled=COMPILED,
        **{**usual, **facts},
    )


@contextmanager
def running(wanted: RspamdShape) -> Iterator[Shield]:
    store, scanner = RedisShape(wanted.places), ClamavShape(wanted.places)
    render_redis(store)
    render_clamav(scanner)
    render_rspamd(wanted)
    programs = [*redis.programs(store), *clamav.programs(scanner), *rspamd.programs(wanted)]
    with launch(wanted.places, programs) as engines:
        engines.wait_ready(120)
        yield Shield(wanted, engines)


def letter(sender: str, text: str = "Bonjour,\nle conseil de classe est jeudi.\n") -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"Une Personne <{sender}>"
    message["To"] = "Autre Personne <b@ac-paris.fr>"
    message["Subject"] = "Un secret entre nous"
    message["Date"] = "Sun, 22 Nov 2026 10:00:00 +0100"
    message["Message-ID"] = "<letter.1@client.example.org>"
    message.set_content(text)
    return message
