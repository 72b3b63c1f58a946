"""All that Dovecot knows of absences (engines/dovecot/conf/dict-script.conf.ext).

Nobody answers for who was suspended or has left, nor for a box that is closed. The view stands on
tables that migrations of other rooms remake: it is dropped before any, and made again after.
"""

from typing import Any

from django.db import connections

NAME = "engine_absence"
QUERY = """
    SELECT m.login, 'absence' AS name, CAST(a.revision AS VARCHAR(20)) AS id, a.script
      FROM absence_absence a
      JOIN identity_mailbox m ON m.id = a.mailbox_id
      LEFT JOIN identity_account c ON c.login = m.login
     WHERE a.is_on AND m.is_active AND m.receives AND (m.kind <> 'person' OR c.state = 'active')
"""


def drop(using: str = "default", **_signal: Any) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(f"DROP VIEW IF EXISTS {NAME}")


def make(using: str = "default", **_signal: Any) -> None:
    """Nothing before its table is as it is now: a migration may stop halfway."""
    drop(using)
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if "absence_absence" in tables and "mailbox_id" in _columns(connection, cursor):
            cursor.execute(f"CREATE VIEW {NAME} AS {QUERY}")


def _columns(connection: Any, cursor: Any) -> set[str]:
    described = connection.introspection.get_table_description(cursor, "absence_absence")
    return {column.name for column in described}
