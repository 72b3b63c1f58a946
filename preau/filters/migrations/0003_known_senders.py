"""Whom a mailbox trusts or blocks."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('filters', '0002_names_of_rules_that_ran'),
        ('identity', '0017_answer_receipts'),
    ]

    operations = [
        migrations.CreateModel(
            name='KnownSenders',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('login', models.CharField(max_length=255, unique=True)),
                ('trusted', models.JSONField(default=list)),
                ('blocked', models.JSONField(default=list)),
                ('script', models.TextField(blank=True)),
                ('revision', models.PositiveBigIntegerField(default=0)),
                ('mailbox', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='known_senders', to='identity.mailbox')),
            ],
        ),
        # All that Dovecot knows of them (engines/dovecot/conf/dict-script.conf.ext).
        migrations.RunSQL(
            """
            CREATE VIEW engine_senders AS
            SELECT login, 'senders' AS name, CAST(revision AS VARCHAR(20)) AS id, script
              FROM filters_knownsenders WHERE script <> ''
            """,
            "DROP VIEW engine_senders",
        ),
    ]
