from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0010_activation")]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="notices",
            field=models.CharField(default="off", max_length=10),
        ),
    ]
