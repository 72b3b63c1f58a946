"""Write Postfix's configuration from its shape; `conf/` beside this file holds the templates."""

import re
from pathlib import Path

from preau.engines.conffile import fill, write
from preau.engines.forwarding import Bounds, condition
from preau.engines.places import Database
from preau.engines.postfix.shape import Direct, Nowhere, PostfixShape, Through
from preau.engines.users import own_folder

TEMPLATES = Path(__file__).parent / "conf"
# What is too large is refused when the recipient is known, by Dovecot's quota-status, so that the
# recipient can be told; undeclared, it still ends at the limit of `cleanup`.
MX_SIZE = " -o message_size_limit=0"
NOT_SENT_ON = "550 5.7.1 Reexpedition interdite par l'academie / May not be sent on"
# Postfix folds the key to lower case itself.
QUERIES = {
    "domain": "SELECT domain FROM engine_domain WHERE domain = '%s'",
    "alias": "SELECT login FROM engine_alias WHERE address = '%s'",
    "mailbox": "SELECT login FROM engine_mailbox WHERE login = '%s' AND receives = 1",
    "relocated": "SELECT new_address FROM engine_relocated WHERE address = '%s'",
    "brimming": "SELECT answer FROM engine_brimming WHERE address = '%s'",
    "sender": "SELECT login FROM engine_sender WHERE address = '%s'",
}


def render(shape: PostfixShape) -> None:
    """Write everything; nothing outside the shape's folders is touched."""
    write(shape.conf / "main.cf", main(shape), mode=0o644)
    write(shape.conf / "master.cf", master(shape), mode=0o644)
    for name in ("own_headers", "foreign_headers"):
        write(shape.conf / name, (TEMPLATES / name).read_text(), mode=0o644)
    for name, query in QUERIES.items():
        write(shape.conf / f"{name}.cf", lookup(shape.database, query), mode=0o600)
    _render_forwarding(shape)
    _make_folders(shape)


def main(shape: PostfixShape) -> str:
    is_outside = any(address != "127.0.0.1" for address in shape.listen)
    values = {
        "conf": shape.conf,
        "queue": shape.queue,
        "data": shape.data,
        "host": shape.host,
        "interfaces": "all" if is_outside else "loopback-only",
        "protocols": "all" if is_outside else "ipv4",
        "message_size": shape.message_size,
        "map": f"proxy:{'pgsql' if shape.database.kind == 'postgresql' else 'sqlite'}:{shape.conf}",
        "sockets": shape.mail_sockets,
        "certificate": shape.certificate,
        "key": shape.key,
        "lmtp": shape.ports.lmtp,
        "waiting": shape.ports.waiting,
        "quota_status": shape.ports.quota_status,
        "milter": shape.milter or "",
        "outside": outside(shape),
        "forwarding_classes": ", ".join(_class(each) for each in shape.forwarding),
        "forwarding": "\n".join(
            f"{_class(each)} = check_recipient_access regexp:{shape.conf}/{_class(each)}"
            for each in shape.forwarding
        ),
        "leaves": leaves(shape),
        "mx_sender": mx_sender(shape),
    }
    return fill(TEMPLATES / "main.cf", values)


def outside(shape: PostfixShape) -> str:
    """Where mail for others goes. Nowhere is said twice: refused at RCPT and, if ever queued,
    sent back, so that no road leads out of a demonstration."""
    match shape.outside:
        case Nowhere(sentence=sentence):
            return (
                f"default_transport = error:5.7.1 {sentence}\nrelay_transport = $default_transport"
            )
        case Through(relay=relay):
            return f"relayhost = {relay}"
        case Direct():
            return "relayhost ="


def leaves(shape: PostfixShape) -> str:
    """The last word on a recipient that signed-in people named."""
    if isinstance(shape.outside, Nowhere):
        refusal = f"check_recipient_access static:{{550 5.7.1 {shape.outside.sentence}}}"
        return f"permit_auth_destination, {refusal}"
    return "permit"


def mx_sender(shape: PostfixShape) -> str:
    """Without DNS nothing can be said of a sender's domain."""
    plain = "reject_non_fqdn_sender"
    return plain if isinstance(shape.outside, Nowhere) else f"{plain}, reject_unknown_sender_domain"


def master(shape: PostfixShape) -> str:
    ports = shape.ports
    values = {
        "relay": ports.relay,
        "redirects": ports.redirects,
        "mx": "\n".join(f"{at(a, ports.smtp)} inet n - n - - smtpd{MX_SIZE}" for a in shape.listen),
        "clients": sending(shape),
    }
    return fill(TEMPLATES / "master.cf", values)


def sending(shape: PostfixShape) -> str:
    """Where people's own programs bring their mail."""
    if shape.behind_door:
        return fill(TEMPLATES / "door.cf", {"sending": shape.ports.sending}).rstrip()
    submission = clients(shape, "submission", shape.ports.submission, wrapped="no")
    submissions = clients(shape, "submissions", shape.ports.submissions, wrapped="yes")
    return f"{submission}\n{submissions}"


def clients(shape: PostfixShape, name: str, port: int, *, wrapped: str) -> str:
    """One entrance for people's own programs, on each address that listens."""
    return "".join(
        fill(
            TEMPLATES / "client.cf",
            {"address": at(address, port), "name": name, "wrapped": wrapped},
        )
        for address in shape.listen
    ).rstrip()


def at(address: str, port: int) -> str:
    """An entrance as master.cf names it; `*` and `::` are every address."""
    if address in ("*", "0.0.0.0", "::"):
        return str(port)
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def lookup(database: Database, query: str) -> str:
    values = {"name": database.name, "query": query}
    if database.kind == "sqlite":
        return fill(TEMPLATES / "sqlite.cf", values)
    values |= {"user": database.user, "password": database.password, "hosts": hosts(database)}
    return fill(TEMPLATES / "pgsql.cf", values)


def hosts(database: Database) -> str:
    """A host beginning with a slash is a folder of sockets, as for libpq."""
    if database.host.startswith("/"):
        return f"postgresql:///{database.name}?host={database.host}&port={database.port}"
    return f"{database.host or '127.0.0.1'}:{database.port}"


def _render_forwarding(shape: PostfixShape) -> None:
    """By whom, asked of the database; where to, one table an académie."""
    asked = condition(shape.forwarding)
    query = (
        "SELECT 'forwarding_' || REPLACE(academy, '-', '_') FROM engine_mailbox"  # noqa: S608 -- from the académies' files
        f" WHERE login = '%s' AND ({asked})"
    )
    write(shape.conf / "forwarding.cf", lookup(shape.database, query), mode=0o600)
    for each in shape.forwarding:
        write(shape.conf / _class(each), forwarding_table(each), mode=0o644)


def forwarding_table(bounds: Bounds) -> str:
    """Whole domains only, in any case: what is below one of them is another."""
    allowed = (f"/@{re.escape(domain)}$/ DUNNO\n" for domain in bounds.domains)
    return "".join(allowed) + f"/./ {NOT_SENT_ON}\n"


def _class(bounds: Bounds) -> str:
    """As Postfix names a parameter."""
    return f"forwarding_{bounds.academy.replace('-', '_')}"


def _make_folders(shape: PostfixShape) -> None:
    own_folder(shape.places.state("postfix"), None, 0o755)
    own_folder(shape.queue, None, 0o755)
    own_folder(shape.data, "postfix", 0o700)
