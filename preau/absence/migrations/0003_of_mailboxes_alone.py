"""The mailbox says whose an absence is; two weeks may take turns."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('absence', '0002_of_mailboxes'),
    ]

    operations = [
        migrations.RemoveField(model_name='absence', name='account'),
        migrations.RemoveField(model_name='absence', name='login'),
        migrations.AlterField(
            model_name='absence',
            name='mailbox',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='absence', to='identity.mailbox'),
        ),
        migrations.AlterField(
            model_name='absence',
            name='halves',
            field=models.CharField(blank=True, max_length=28),
        ),
    ]
