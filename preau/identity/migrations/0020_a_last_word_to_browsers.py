from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("identity", "0019_academies_of_boxes"),
    ]

    operations = [
        migrations.AddField(
            model_name="pushsubscription",
            name="left_at",
            field=models.DateTimeField(null=True),
        ),
    ]
