"""A box that its person left behind, its addresses that answer with the new one; posts in force."""

import django.db.models.deletion
from django.db import migrations, models

from preau.identity.migrations._engine_views import SECOND, THIRD, drop, make


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0008_factors'),
    ]

    operations = [
        *drop(SECOND),
        migrations.CreateModel(
            name='Relocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=255, unique=True)),
                ('new_address', models.CharField(max_length=255)),
                ('last_day', models.DateField(db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name='mailbox',
            name='receives',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='post',
            name='in_force',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['in_force', 'ends_on'], name='identity_po_in_forc_b9b6a2_idx'),
        ),
        migrations.AddField(
            model_name='relocation',
            name='mailbox',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relocations', to='identity.mailbox'),
        ),
        *make(THIRD),
    ]
