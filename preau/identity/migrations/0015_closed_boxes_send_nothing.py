"""Nobody sends as a box that was closed."""

from django.db import migrations

from preau.identity.migrations._engine_views import FIFTH, FOURTH, drop, make

VIEW = "engine_sender"


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0014_favourite_tiles'),
    ]

    operations = [*drop({VIEW: FOURTH[VIEW]}), *make({VIEW: FIFTH[VIEW]})]
