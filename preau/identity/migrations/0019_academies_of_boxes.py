"""Dovecot and Postfix are told whose rules a mailbox is under."""

from django.db import migrations

from preau.identity.migrations._engine_views import FIFTH, SIXTH, drop, make

VIEW = "engine_mailbox"


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0018_browsers_that_are_told'),
    ]

    operations = [*drop({VIEW: FIFTH[VIEW]}), *make({VIEW: SIXTH[VIEW]})]
