import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("applications", "0001_applications"),
    ]

    operations = [
        migrations.AddField("application", "farewell_uri", models.CharField(blank=True, default="", max_length=500), preserve_default=False),
        migrations.AddField("grant", "issuer", models.CharField(blank=True, default="", max_length=255), preserve_default=False),
        migrations.CreateModel(
            name="Farewell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField(db_index=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("issuer", models.CharField(max_length=255)),
                ("subject", models.CharField(max_length=36)),
                ("mark", models.CharField(max_length=32)),
                ("application", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="farewells", to="applications.application")),
            ],
            options={"abstract": False},
        ),
    ]
