"""Two weeks may take turns."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schooltime', '0001_working_weeks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='workingweek',
            name='halves',
            field=models.CharField(default='11111111110000', max_length=28),
        ),
    ]
