"""Dovecot and Postfix are told whose rules a mailbox is under."""

from django.db import migrations

from preau.identity.migrations._engine_views import FIFTH, SIXTH, drop, make

VIEW = "engine_mailbox"


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0017_answer_receipts'),
    ]

    operations = [*drop({VIEW: FIFTH[VIEW]}), *make({VIEW: SIXTH[VIEW]})]
