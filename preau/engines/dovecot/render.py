"""Write Dovecot's configuration from its shape; `conf/` beside this file holds the templates."""

import pwd
import re
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from preau.engines.conffile import Reader, fill, write
from preau.engines.dovecot.connection import OURS
from preau.engines.dovecot.shape import MASTER, WORKER, DovecotShape
from preau.engines.places import Database
from preau.engines.users import own_folder

TEMPLATES = Path(__file__).parent / "conf"
PLUGINS = "lazy_expunge quota zlib virtual fts fts_xapian notify mail_log"
PUSH_PLUGINS = " mail_lua push_notification push_notification_lua"
MASTERS = (MASTER, WORKER)
PERSONAL_SCRIPTS = ("senders", "absence")
NO_DIGEST = "0" * 64


def render(shape: DovecotShape) -> None:
    """Write everything; the shape's folders are made, nothing outside them is touched."""
    values = known(shape)
    for name in ("dovecot.conf", "mail.conf", "plugins.conf"):
        _put(shape, name, values)
    for name in ("auth.conf", "services.conf"):
        _put(shape, name, values, mode=0o600)  # they hold keys
    _render_accounts(shape, values)
    _render_scripts(shape, values)
    _render_virtual(shape)
    _make_folders(shape)


def known(shape: DovecotShape) -> dict[str, object]:
    """What the templates may ask for, apart from learning and push, which may be absent."""
    owner = pwd.getpwnam(shape.user)
    values: dict[str, object] = {
        "base": shape.base,
        "shared": shape.shared,
        "state": shape.places.state("dovecot"),
        "mail": shape.places.mail,
        "conf": shape.conf,
        "spool": shape.spool,
        "ours": OURS,
        "listen": ", ".join(shape.listen),
        "host": shape.host,
        "postmaster": shape.postmaster,
        "certificate": shape.certificate,
        "key": shape.key,
        "user": shape.user,
        "uid": owner.pw_uid,
        "gid": owner.pw_gid,
        "driver": shape.database.kind.replace("postgresql", "pgsql"),
        "connect": connect(shape.database),
        "nobody": NO_DIGEST,
        "quota_default": shape.quota_default,
        "full_sentence": shape.full_sentence,
        "large_sentence": shape.large_sentence,
        "message_size": shape.message_size,
        "idle_processes": shape.idle_processes,
        "sleep_after": shape.sleep_after,
        "doveadm_key": shape.doveadm_key,
        "worker": WORKER,
    }
    values |= {name: getattr(shape.ports, name) for name in shape.ports.names()}
    return values | _push(shape) | _learning(shape) | _reports(shape)


def connect(database: Database) -> str:
    """Dovecot's `connect` setting: a file's path, or words for libpq."""
    if database.kind == "sqlite":
        return database.name
    words = {
        "host": database.host,
        "port": str(database.port),
        "dbname": database.name,
        "user": database.user,
        "password": database.password,
    }
    return " ".join(f"{word}={_quoted(value)}" for word, value in words.items() if value)


def _quoted(value: str) -> str:
    """As libpq reads it; the plain stays plain, for Dovecot looks for `host=` by itself."""
    if re.fullmatch(r"[\w./:@-]+", value):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _push(shape: DovecotShape) -> dict[str, object]:
    if shape.events is None:
        return {"plugins": PLUGINS, "push": "", "crossings": ""}
    text = fill(TEMPLATES / "push.conf", {"conf": shape.conf}).rstrip()
    return {
        "plugins": PLUGINS + PUSH_PLUGINS,
        "push": text,
        "crossings": (TEMPLATES / "crossings.conf").read_text().rstrip(),
        "events_url": shape.events.url,
        "events_token": shape.events.token,
    }


def _reports(shape: DovecotShape) -> dict[str, object]:
    if shape.sign_ins is None:
        return {"reports": ""}
    door = {
        "sign_ins_url": shape.sign_ins.url,
        "sign_ins_token": shape.sign_ins.token,
        "policy_nonce": shape.places.secret("dovecot-policy"),
    }
    return {"reports": fill(TEMPLATES / "reports.conf", door).rstrip()}


def _learning(shape: DovecotShape) -> dict[str, object]:
    if shape.learning is None:
        return {"imap_plugins": "", "learning": ""}
    return {
        "imap_plugins": " imap_sieve",
        "learning": fill(TEMPLATES / "learning.conf", {"conf": shape.conf}).rstrip(),
        "controller_port": shape.learning.port,
        "controller_password": shape.learning.password,
    }


def _render_accounts(shape: DovecotShape, values: Mapping[str, object]) -> None:
    for name in ("sql-device.conf.ext", "sql-mailbox.conf.ext"):
        _put(shape, name, values, reader="dovecot")
    for script in PERSONAL_SCRIPTS:
        of = {**values, "view": f"engine_{script}"}
        target = f"dict-{script}.conf.ext"
        _put(shape, "dict-script.conf.ext", of, target=target, reader="dovecot")
    digest = sha256(shape.master_secret.encode()).hexdigest()
    lines = (f"{name}:{{SHA256.HEX}}{digest}::::::allow_nets=127.0.0.0/8,::1\n" for name in MASTERS)
    write(shape.conf / "master.passwd", "".join(lines), reader=Reader("dovecot"))


def _render_scripts(shape: DovecotShape, values: Mapping[str, object]) -> None:
    _put(shape, "sieve/before-spam.sieve", values, target="sieve/before/spam.sieve", mode=0o644)
    _put(shape, "bin/decode2text.sh", values, mode=0o755)
    _put(shape, "bin/office.py", values, mode=0o644)
    if shape.events is not None:
        _put(shape, "push.lua", values, reader=shape.user)
        _put(shape, "bin/crossing.py", values, reader=shape.user)
    if shape.learning is not None:
        _put(shape, "bin/learn.sh", values, mode=0o755)
        _put(shape, "bin/learn.py", values, reader=shape.user)
        _put(shape, "sieve/learn-spam.sieve", values, mode=0o644)
        _put(shape, "sieve/learn-ham.sieve", values, mode=0o644)


def _render_virtual(shape: DovecotShape) -> None:
    """Each file of conf/virtual is a folder `virtual/NAME` of every mailbox."""
    for template in (TEMPLATES / "virtual").iterdir():
        target = shape.conf / "virtual" / template.name / "dovecot-virtual"
        write(target, template.read_text(), mode=0o644)


def _put(
    shape: DovecotShape,
    name: str,
    values: Mapping[str, object],
    *,
    target: str = "",
    mode: int = 0o640,
    reader: str | None = None,
) -> None:
    text = fill(TEMPLATES / name, values)
    write(shape.conf / (target or name), text, mode=mode, reader=Reader(reader))


def _make_folders(shape: DovecotShape) -> None:
    own_folder(shape.places.mail, shape.user, 0o700)
    own_folder(shape.places.state("dovecot"), None, 0o755)
    own_folder(shape.spool, shape.user, 0o700)


def empty_base(shape: DovecotShape) -> None:
    """A killed Dovecot leaves sockets and a pid file that would stop the next one."""
    shutil.rmtree(shape.base, ignore_errors=True)
    for folder in (shape.base, shape.shared):
        own_folder(folder, None, 0o755)
