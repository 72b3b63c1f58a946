from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import CASCADE


class Migration(migrations.Migration):

    dependencies = [
        ("identity", "0017_answer_receipts"),
    ]

    operations = [
        migrations.CreateModel(
            name="PushSubscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(blank=True, max_length=64)),
                ("endpoint", models.CharField(max_length=1000, unique=True)),
                ("key", models.CharField(max_length=100)),
                ("secret", models.CharField(max_length=40)),
                ("browser", models.CharField(blank=True, max_length=40)),
                ("system", models.CharField(blank=True, max_length=40)),
                ("made_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(db_index=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("account", models.ForeignKey(on_delete=CASCADE, related_name="pushed_to", to=settings.AUTH_USER_MODEL)),
                ("session", models.ForeignKey(null=True, on_delete=CASCADE, related_name="pushed_to", to="identity.session")),
            ],
        ),
        migrations.CreateModel(
            name="Push",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField(db_index=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("happened", models.CharField(max_length=255)),
                ("subscription", models.ForeignKey(on_delete=CASCADE, related_name="pushes", to="identity.pushsubscription")),
            ],
            options={"abstract": False},
        ),
    ]
