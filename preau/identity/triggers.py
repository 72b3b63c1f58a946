"""The database notes by itself whose mail sessions must end.

A device password is remembered by Dovecot for an hour, and a session lives as long as its program
wants: whoever suspends an account, closes a box or takes a device back, from a page, a command or
an import, a trigger adds a row to `CutOff`, and the worker ends what is open.

They stand apart from the migrations, which remake tables and would lose them: dropped before any
migration, made again after.
"""

from typing import Any

from django.db import connections

DEVICE = "SELECT login FROM identity_account WHERE id = {row}.account_id"
# name: (table, event, condition, login)
TRIGGERS = {
    "preau_account_ended": (
        "identity_account",
        "UPDATE OF state",
        "OLD.state = 'active' AND NEW.state <> 'active'",
        "SELECT NEW.login",
    ),
    "preau_mailbox_closed": (
        "identity_mailbox",
        "UPDATE OF is_active",
        "OLD.is_active AND NOT NEW.is_active",
        "SELECT NEW.login",
    ),
    "preau_device_changed": (
        "identity_devicepassword",
        "UPDATE OF revoked_at, protocols, sha256",
        "NEW.revoked_at IS NOT NULL OR NEW.protocols <> OLD.protocols OR NEW.sha256 <> OLD.sha256",
        DEVICE.format(row="NEW"),
    ),
    "preau_device_deleted": (
        "identity_devicepassword",
        "DELETE",
        "OLD.id > 0",
        DEVICE.format(row="OLD"),
    ),
}


def drop(using: str = "default", **_signal: Any) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, (table, *_rest) in TRIGGERS.items():
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


def make(using: str = "default", **_signal: Any) -> None:
    """Nothing before the tables are there: a migration may stop halfway."""
    drop(using)
    connection = connections[using]
    with connection.cursor() as cursor:
        if "identity_cutoff" not in connection.introspection.table_names(cursor):
            return
        for name, parts in TRIGGERS.items():
            for statement in _statements(connection.vendor, name, *parts):
                cursor.execute(statement)


def _statements(
    vendor: str, name: str, table: str, event: str, condition: str, login: str
) -> list[str]:
    row = f"INSERT INTO identity_cutoff (login) {login};"
    head = f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW WHEN ({condition})"
    if vendor == "sqlite":
        return [f"{head} BEGIN {row} END"]
    body = f"BEGIN {row} RETURN NULL; END"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ {body} $$ LANGUAGE plpgsql",
        f"{head} EXECUTE FUNCTION {name}()",
    ]
