"""The views that Dovecot and Postfix read: their whole knowledge of our tables."""

from django.db import migrations

VIEWS = {
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


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]

    operations = [
        migrations.RunSQL(f"CREATE VIEW {name} AS {query}", f"DROP VIEW {name}")
        for name, query in VIEWS.items()
    ]
