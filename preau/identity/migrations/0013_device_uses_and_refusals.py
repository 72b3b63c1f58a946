"""What is known of each device, and of those that were refused; engines see which one it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from preau.identity.migrations._engine_views import FOURTH, THIRD, drop, make


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0012_sessions'),
    ]

    operations = [
        *drop(THIRD),
        migrations.CreateModel(
            name='CutOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('login', models.CharField(max_length=255)),
            ],
        ),
        migrations.AddField(
            model_name='devicepassword',
            name='kind',
            field=models.CharField(choices=[('thunderbird', 'Thunderbird'), ('outlook', 'Outlook'), ('apple', 'Apple'), ('android', 'Android'), ('other', 'Other')], default='other', max_length=20),
        ),
        migrations.AddField(
            model_name='devicepassword',
            name='revoked_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='devicepassword',
            name='sealed',
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name='DeviceRefusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('wrong', 'Wrong'), ('main', 'Main'), ('mistyped', 'Mistyped'), ('name', 'Name'), ('protocol', 'Protocol'), ('revoked', 'Revoked'), ('port_25', 'Port 25'), ('tls', 'Tls')], max_length=20)),
                ('protocol', models.CharField(max_length=10)),
                ('network', models.CharField(max_length=64)),
                ('count', models.PositiveIntegerField(default=1)),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField(db_index=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refusals', to=settings.AUTH_USER_MODEL)),
                ('device', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='identity.devicepassword')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'reason', 'protocol', 'network'), name='one_refusal_each')],
            },
        ),
        migrations.CreateModel(
            name='DeviceUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('protocol', models.CharField(max_length=10)),
                ('network', models.CharField(max_length=64)),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField(db_index=True)),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='identity.devicepassword')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('device', 'protocol', 'network'), name='one_use_each')],
            },
        ),
        *make(FOURTH),
    ]
