import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('filters', '0001_rules'),
        ('identity', '0019_academies_of_boxes'),
    ]

    operations = [
        migrations.CreateModel(
            name='RanRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ident', models.CharField(max_length=16)),
                ('name', models.CharField(max_length=80)),
                ('mailbox', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ran_rules', to='identity.mailbox')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mailbox', 'ident'), name='one_name_a_ran_rule')],
            },
        ),
    ]
