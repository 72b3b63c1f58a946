"""Postfix is told which addresses have a full waiting room; it knows nothing else of this room."""

from django.db import migrations

ANSWER = "452 4.2.2 Boite pleine, salle d''attente aussi / Mailbox full, and so is its waiting room"
QUERY = f"SELECT address, '{ANSWER}' AS answer FROM grace_brimming"  # noqa: S608 -- our own words


class Migration(migrations.Migration):

    dependencies = [
        ('grace', '0001_waiting_mail'),
    ]

    operations = [
        migrations.RunSQL(f"CREATE VIEW engine_brimming AS {QUERY}", "DROP VIEW engine_brimming"),
    ]
