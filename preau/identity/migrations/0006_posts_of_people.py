import django.db.models.deletion
from django.db import migrations, models

from preau.identity.migrations._engine_views import SECOND, make


class Migration(migrations.Migration):
    dependencies = [("identity", "0005_give_each_account_a_person")]

    operations = [
        migrations.RemoveField(
            model_name='post',
            name='account',
        ),
        migrations.AlterField(
            model_name='account',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='identity.person'),
        ),
        migrations.AlterField(
            model_name='post',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='identity.person'),
        ),
        migrations.AlterField(
            model_name='post',
            name='academy',
            field=models.CharField(max_length=40),
        ),
        *make(SECOND),
    ]
