"""People stand apart from their accounts: they outlive them, and keep their posts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from preau.identity.migrations._engine_views import FIRST, drop


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0003_preference_reading_pane'),
    ]

    operations = [
        *drop(FIRST),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sender', models.CharField(max_length=255)),
                ('sender_name', models.CharField(max_length=200)),
                ('address', models.CharField(max_length=255)),
                ('subject', models.CharField(max_length=255)),
                ('text', models.TextField()),
                ('due_at', models.DateTimeField(db_index=True)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('numen_hash', models.CharField(max_length=64, null=True, unique=True)),
                ('given_name', models.CharField(max_length=100)),
                ('family_name', models.CharField(max_length=100)),
                ('birth_date', models.DateField(null=True)),
                ('category', models.CharField(blank=True, max_length=40)),
            ],
        ),
        migrations.AddField(
            model_name='account',
            name='activated_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='account',
            name='must_change_password',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='account',
            name='password_changed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='post',
            name='academy',
            field=models.CharField(default='', max_length=40),
        ),
        migrations.AddField(
            model_name='post',
            name='ends_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='post',
            name='starts_on',
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name='account',
            name='state',
            field=models.CharField(choices=[('expected', 'Expected'), ('to_activate', 'To Activate'), ('active', 'Active'), ('suspended', 'Suspended'), ('left', 'Left')], default='active', max_length=20),
        ),
        migrations.AlterField(
            model_name='post',
            name='uai',
            field=models.CharField(blank=True, db_index=True, max_length=8),
        ),
        migrations.AddField(
            model_name='account',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='identity.person'),
        ),
        migrations.AddField(
            model_name='post',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='identity.person'),
        ),
        migrations.CreateModel(
            name='SecondAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=255)),
                ('proved_at', models.DateTimeField(null=True)),
                ('failed_at', models.DateTimeField(null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='second_address', to='identity.person')),
            ],
        ),
        migrations.CreateModel(
            name='OneTimeProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=40)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('about', models.CharField(blank=True, max_length=255)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['account', 'purpose'], name='identity_on_account_d84713_idx')],
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('head', 'Head'), ('manager', 'Manager'), ('desk', 'Desk'), ('administrator', 'Administrator')], max_length=20)),
                ('uai', models.CharField(blank=True, max_length=8)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'kind', 'uai'), name='one_role_each')],
            },
        ),
    ]
