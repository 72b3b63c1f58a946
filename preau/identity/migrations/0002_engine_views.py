from django.db import migrations

from preau.identity.migrations._engine_views import FIRST, make


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]

    operations = make(FIRST)
