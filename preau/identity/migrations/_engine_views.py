"""The views that Dovecot and Postfix read: their whole knowledge of our tables.

A migration that changes a table they stand on drops them first and makes them again at its end:
`drop(SECOND)`, then `make(SECOND)`. One that changes a view adds the next set here, and leaves
those before as they are, so that an old installation goes through each in turn.
"""

from django.db import migrations

FIRST = {
    "engine_login": """
        SELECT login AS name, login FROM identity_mailbox WHERE is_active
        UNION
        SELECT a.address AS name, m.login
          FROM identity_address a JOIN identity_mailbox m ON m.id = a.mailbox_id
         WHERE m.is_active
    """,
    "engine_device": """
        SELECT c.login, d.sha256, d.protocols
          FROM identity_devicepassword d JOIN identity_account c ON c.id = d.account_id
         WHERE c.state = 'active'
    """,
    "engine_mailbox": """
        SELECT login, quota_bytes, CASE WHEN is_active THEN 1 ELSE 0 END AS active
          FROM identity_mailbox
    """,
    "engine_alias": """
        SELECT login AS address, login FROM identity_mailbox WHERE is_active
        UNION
        SELECT a.address, m.login
          FROM identity_address a JOIN identity_mailbox m ON m.id = a.mailbox_id
         WHERE m.is_active
    """,
    "engine_sender": """
        SELECT a.address, c.login
          FROM identity_address a
          JOIN identity_membership s ON s.mailbox_id = a.mailbox_id
          JOIN identity_account c ON c.id = s.account_id
         WHERE s.may_send AND c.state = 'active'
    """,
    "engine_domain": "SELECT domain FROM identity_enginedomain",
}
# A functional box also sends as itself: Préau's own notices leave by the help desk's.
SECOND = FIRST | {
    "engine_sender": f"""
        {FIRST["engine_sender"]}
        UNION
        SELECT a.address, m.login
          FROM identity_address a JOIN identity_mailbox m ON m.id = a.mailbox_id
         WHERE m.is_active AND m.kind <> 'person'
    """,
}
# A box left behind is read and takes no mail: its addresses answer with the new one.
THIRD = SECOND | {
    "engine_mailbox": """
        SELECT login, quota_bytes, CASE WHEN is_active THEN 1 ELSE 0 END AS active,
               CASE WHEN is_active AND receives THEN 1 ELSE 0 END AS receives
          FROM identity_mailbox
    """,
    "engine_alias": """
        SELECT login AS address, login FROM identity_mailbox WHERE is_active AND receives
        UNION
        SELECT a.address, m.login
          FROM identity_address a JOIN identity_mailbox m ON m.id = a.mailbox_id
         WHERE m.is_active AND m.receives
    """,
    "engine_relocated": "SELECT address, new_address FROM identity_relocation",
}
# A device has a number and may be revoked; it sends as `login+number` (see sql-device.conf.ext).
FOURTH = THIRD | {
    "engine_device": """
        SELECT d.id AS device, c.login, d.sha256, d.protocols
          FROM identity_devicepassword d JOIN identity_account c ON c.id = d.account_id
         WHERE c.state = 'active' AND d.revoked_at IS NULL
    """,
    "engine_sender": f"""
        {THIRD["engine_sender"]}
        UNION
        SELECT a.address, c.login || '+' || d.id
          FROM identity_address a
          JOIN identity_membership s ON s.mailbox_id = a.mailbox_id
          JOIN identity_account c ON c.id = s.account_id
          JOIN identity_devicepassword d ON d.account_id = c.id
         WHERE s.may_send AND c.state = 'active' AND d.revoked_at IS NULL
           AND d.protocols LIKE '%,smtp,%'
    """,
}
# A box that is closed is not sent as by anybody.
FIFTH = FOURTH | {
    "engine_sender": """
        SELECT a.address, c.login
          FROM identity_address a
          JOIN identity_mailbox m ON m.id = a.mailbox_id
          JOIN identity_membership s ON s.mailbox_id = m.id
          JOIN identity_account c ON c.id = s.account_id
         WHERE m.is_active AND s.may_send AND c.state = 'active'
        UNION
        SELECT a.address, m.login
          FROM identity_address a JOIN identity_mailbox m ON m.id = a.mailbox_id
         WHERE m.is_active AND m.kind <> 'person'
        UNION
        SELECT a.address, c.login || '+' || d.id
          FROM identity_address a
          JOIN identity_mailbox m ON m.id = a.mailbox_id
          JOIN identity_membership s ON s.mailbox_id = m.id
          JOIN identity_account c ON c.id = s.account_id
          JOIN identity_devicepassword d ON d.account_id = c.id
         WHERE m.is_active AND s.may_send AND c.state = 'active' AND d.revoked_at IS NULL
           AND d.protocols LIKE '%,smtp,%'
    """,
}
# Whose rules on sending mail on a mailbox is under.
SIXTH = FIFTH | {
    "engine_mailbox": """
        SELECT login, quota_bytes, CASE WHEN is_active THEN 1 ELSE 0 END AS active,
               CASE WHEN is_active AND receives THEN 1 ELSE 0 END AS receives, academy
          FROM identity_mailbox
    """,
}


def make(views: dict[str, str]) -> list[migrations.RunSQL]:
    return [
        migrations.RunSQL(f"CREATE VIEW {name} AS {query}", f"DROP VIEW {name}")
        for name, query in views.items()
    ]


def drop(views: dict[str, str]) -> list[migrations.RunSQL]:
    return [
        migrations.RunSQL(f"DROP VIEW {name}", f"CREATE VIEW {name} AS {query}")
        for name, query in views.items()
    ]
